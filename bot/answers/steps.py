"""Reading replies to the conversation's own steps, such as "shall I keep it?", where no phrase of theirs fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.understanding import Understood

_NO = (
    r"(?:no|not|dont|do not|cant|cannot|wont|never|nothing|isnt|arent|aint|didnt|wouldnt|without|cba|stop|hate|rather not|"
    r"too tired|bored|havent|no need)"
)
_GO_ON = r"(?:carry|carrying|continue|continuing|keep|keeping|go|going|move|moving|crack|do|doing|answer|answering|finish)"
# What each reply is told by. A reply is taken where it is the only one that is told, or where it stands first here
# and outdoes the others: "dont keep it" tells of keeping too.
_REPLIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "begin": (
        ("quick", r"quick\w*|short\w*|fast\w*|speedy|brief|rush|hurry|few|fewer|less|bit|small\w*|little|5|five|main ones|"
                  r"not (?:too |that |very )?(?:long|all|everything|much|many|the (?:long|full|whole))|"
                  r"(?:dont|havent|not|no|aint)(?: really| got| have)*(?: much| a lot of| the| enough| loads of)* "
                  r"(?:long|time|energy|patience|all day|ages)|cba|cant concentrate|easy|easier|got to go|simple|basic"),
        ("full", r"all|full|fuller|long|longer|longest|everything|whole|15|fifteen|proper\w*|complete\w*|depth|detail\w*|every|"
                 r"thorough\w*|(?:got|have|loads of|lots of|plenty of|spare) (?:\w+ )?time|no rush|entire|lot"),
    ),
    "heard_right": (
        ("change", r"wrong\w*|mistakes?|incorrect|not (?:quite |all |exactly |really |completely )?(?:right|true|correct|what i "
                   r"(?:said|put|meant)|me|accurate)|(?:isnt|aint|arent|wasnt) (?:quite |all |exactly )?(?:right|true|correct|"
                   r"what i said|me)|change|changed|fix|edit|update|alter|swap|redo|amend|untrue|false|messed up|"
                   r"got .* mixed up|missed|never said|didnt (?:say|mean|put)|put me down as|needs changing|correct (?:it|one|that)"),
        ("yes", r"right|correct|good|fine|perfect|true|accurate|yes|happy|great|spot on|exactly|okay|nice|thats me|sounds like me|"
                r"bang on|sorted|love it|brilliant|agree|well done|no problems|cool|sound|checks out"),
    ),
    "keep_plan": (
        ("not_now", rf"{_NO}(?: \w+){{0,3}} (?:keep|keeping|save|saving|saved|store|stored|need|want|bother|remember|kept|ready|"
                    r"yet|now|worry|sure)|no|nah|delete\w*|bin|later|forget|scrap|erase|wipe|another (?:time|day)|"
                    r"think about it|decide|tomorrow|rather not|get rid|throw it|remove|not"),
        ("agreed", r"keep\w*|save\w*|saving|yes|okay|sure|go (?:on|ahead|for it)|please|store|remember|hold on to|fine|alright|"
                   r"definitely|of course|good idea|do it|useful|why not|cool|happy|great"),
    ),
    "carry_on": (
        ("later", rf"{_NO}(?: \w+){{0,4}} (?:now|today|{_GO_ON}|more|yet|questions|on|it|this|anymore|any more)|later|tomorrow|"
                  r"another (?:time|day)|different day|some other|break|stop\w*|done|tired|hungry|enough|be right back|brb|"
                  r"pause|rest|lesson|bell|lunch|dinner|tea|home time|(?:got|have|need) to (?:go|leave|eat)|bored|weekend|"
                  r"next (?:week|time|lesson|day)|after|wait|no|bye|headache|sleepy|bed|come back|back (?:to it|later|in a)|"
                  r"off now|finish(?:ed)?|leave it|monday|tuesday|wednesday|thursday|friday|in a (?:bit|minute|while)"),
        ("yes", rf"yes|okay|sure|lets|let us|next|more|ready|bring it|go for it|crack on|{_GO_ON} (?:on|going|it|at it|ahead|"
                r"with|the rest|until|till|please)|continue|continuing|onwards|hit me|why not|alright|might as well|fire away|"
                r"come on|finish it|the rest|definitely|fine"),
    ),
    "after_help": (
        ("talk_to_adviser", r"(?:adviser|advisor)s?|(?:talk|speak|speaking|talking|chat|chatting) (?:to|with) (?:someone|somebody|"
                            r"a person|a human|a real|an adult|him|her|them|my careers)|careers (?:lady|person|man|woman)"),
        ("stop", r"stop\w*|end (?:it )?(?:here|there|this|now|chat)|finish\w*|leave (?:it|this|me|now)|quit|enough|bye|exit|close|"
                 r"no more|log (?:off|out)|done|(?:dont|do not|cant|not|cba|wont)(?: \w+){0,3} (?:carry|continue|go on|keep going|"
                 r"more|do this|answer\w*|questions|now)|(?:got|want|need|have) to (?:go|leave)|take a break"),
        ("go_on", r"(?:im|i am|am|feel|feeling|all|everythings|everything is|its|okay) (?:\w+ )?(?:safe|okay|fine|good|alright)|"
                  r"jok\w+|carry(?:ing)? on|continue|keep going|go on|go back|next|lets|didnt mean|misunderstood|mistake|"
                  r"nothing (?:is )?(?:wrong|happened|bad)|nothings wrong|not like that|not what i meant|messing|safe|back to"),
    ),
}  # fmt: skip
_TOLD = {name: [(value, re.compile(rf"\b(?:{said})\b")) for value, said in replies] for name, replies in _REPLIES.items()}
# Of these the first reply that is told outdoes those after it.
_OUTDOES = frozenset({"keep_plan", "carry_on", "heard_right"})
_NOTHING_WRONG = re.compile(
    r"\b(?:nothing|no|not|never|dont|isnt|aint|dont need to|dont want to|no need to|cant see any)(?: \w+){0,2} "
    r"(?:wrong|mistakes?|incorrect|change|changes|changed|fix|edit|changing|missed|stop|later|break)\b"
)
_NO_TIME = re.compile(
    r"\b(?:dont|havent|not|no|aint|isnt|without)(?: really| got| have| want| too| that| very| the| do)*"
    r"(?: much| a lot of| enough| loads of)* (?:long|longer|time|energy|patience|all day|ages|all|everything|whole|full|lot)"
    r"(?: one| version| thing| way)?\b"
)
_NOT_SAFE = re.compile(
    r"\b(?:not|isnt|aint|dont feel|never|un|no longer) ?(?:\w+ )?(?:safe|okay|fine|alright|good)\b|\bunsafe|\bscared|\bhurt|\bhelp\b"
)
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|unsure|depends|if|mostly|nearly|sort of|kind of)\b")
MOST_WORDS = 16


def understand(name: str, words: Sequence[str]) -> Understood | None:
    """Return the reply that a text gives to a step, or None where it gives none, or more than one."""
    text = " ".join(words)
    if len(words) > MOST_WORDS or _MAYBE.search(text):
        return None
    if name == "after_help" and _NOT_SAFE.search(text):
        return _only_talk(text)
    if name == "begin":
        text = _NO_TIME.sub(" quick ", text)
    if name in {"heard_right", "carry_on"}:
        text = _NOTHING_WRONG.sub(" fine ", text)
    found = [value for value, said in _TOLD[name] if said.search(text)]
    if not found or (len(found) > 1 and name not in _OUTDOES):
        return None
    return Understood(found[0], sure=True, named=1)


def _only_talk(text: str) -> Understood | None:
    """Return that they want their adviser; beside what is not well nothing else is taken."""
    wants = _TOLD["after_help"][0][1].search(text)
    return Understood("talk_to_adviser", sure=True, named=1) if wants else None
