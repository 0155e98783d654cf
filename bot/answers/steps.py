"""Reading replies to the conversation's own steps, such as "shall I keep it?", where no phrase fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.understanding import Understood

_NO = (
    r"(?:no|not|dont|do not|cant|cannot|wont|never|nothing|isnt|arent|aint|didnt|wouldnt|without|cba|"
    r"stop|hate|rather not|"
    r"too tired|bored|havent|no need)"
)
_GO_ON = (
    r"(?:carry|carrying|continue|continuing|keep|keeping|go|going|move|moving|crack|do|doing|answer|"
    r"answering|finish)"
)
# What each reply is told by. A reply is taken where it is the only one that is told, or where it stands first
# here and outdoes the others: "dont keep it" tells of keeping too.
_REPLIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "begin": (
        ("quick", r"quick\w*|short\w*|fast\w*|speedy|brief|(?<!no )(?<!not in )(?<!not in a )(?:rush|"
                  r"hurry)|few|fewer|less|bit|small\w*|little|5|five|main ones|"
                  r"not (?:too |that |very )?(?:long|all|everything|much|many|the (?:long|full|whole))|"
                  r"(?:dont|havent|not|no|aint)(?: really| got| have)*(?: much| a lot of| the| enough| "
                  r"loads of)* "
                  r"(?:long|time|energy|patience|all day|ages)|cba|cant concentrate|easy|easier|got to "
                  r"go|simple|basic"),
        ("full", r"(?:not in (?:a |any )?|no )(?:rush|hurry)|all|full(?! of)|fuller|long|longer|longest|"
                 r"everything|whole|15|fifteen|proper\w*|complete\w*|depth|detail\w*|every|"
                 r"thorough\w*|(?:got|have|loads of|lots of|plenty of|spare) (?:\w+ )?time|no rush|"
                 r"entire|lot"),
    ),
    "heard_right": (
        ("change", r"wrong\w*|mistakes?|incorrect|not (?:quite |all |exactly |really |completely "
                   r")?(?:right|true|correct|what i "
                   r"(?:said|put|meant)|me|accurate)|(?:isnt|aint|arent|wasnt) (?:quite |all |exactly "
                   r")?(?:right|true|correct|"
                   r"what i said|me)|change|changed|fix|edit|update|alter|swap|redo|amend|untrue|false|"
                   r"messed up|"
                   r"got .* mixed up|missed|never said|didnt (?:say|mean|put)|put me down as|needs "
                   r"changing|correct (?:it|one|that)"),
        ("yes", r"right|correct|good|fine|perfect|true|accurate|yes|happy|great|spot on|exactly|okay|"
                r"nice|thats me|sounds like me|"
                r"bang on|sorted|love it|brilliant|agree|well done|no problems|cool|sound|checks out"),
    ),
    "keep_plan": (
        ("not_now", rf"{_NO}(?: \w+){{0,3}} (?:keep|keeping|save|saving|saved|store|stored|need|want|"
                    rf"bother|remember|kept|ready|"
                    r"yet|now|worry|sure)|no|nah|delete\w*|bin|later|forget|scrap|erase|wipe|another "
                    r"(?:time|day)|"
                    r"think about it|decide|tomorrow|rather not|get rid|throw it|remove|not(?! right)"),
        ("agreed", r"keep\w*|save\w*|saving|yes|okay|sure|go (?:on|ahead|for it)|please|store|remember|"
                   r"hold on to|fine|alright|"
                   r"definitely|of course|good idea|do it|useful|why not|cool|happy|great"),
    ),
    "carry_on": (
        ("later", rf"{_NO}(?: \w+){{0,4}} (?:now|today|{_GO_ON}|more|yet|questions|on|it|this|anymore|"
                  rf"any more)|later|tomorrow|"
                  r"another (?:time|day)|different day|some other|break|stop\w*|done|tired|hungry|enough|"
                  r"be right back|brb|"
                  r"pause|rest|lesson|bell|lunch|dinner|tea|home time|(?:got|have|need) to (?:go|leave|"
                  r"eat)|bored|weekend|"
                  r"next (?:week|time|lesson|day)|after|wait|no|bye|headache|sleepy|bed|come back|back "
                  r"(?:to it|later|in a)|"
                  r"off now|finished|leave it|monday|tuesday|wednesday|thursday|friday|in a (?:bit|"
                  r"minute|while)"),
        ("yes", rf"yes|okay|sure|lets|let us|next|more|ready|bring it|go for it|crack on|{_GO_ON} (?:on|"
                rf"going|it|at it|ahead|"
                r"with|the rest|until|till|please)|continue|continuing|onwards|hit me|why not|alright|"
                r"might as well|fire away|"
                r"come on|finish it|the rest|definitely|fine"),
    ),
    "after_help": (
        ("talk_to_adviser", r"(?:adviser|advisor)s?|(?:talk|speak|speaking|talking|chat|chatting) (?:to|"
                            r"with) (?:someone|somebody|"
                            r"a person|a human|a real|an adult|him|her|them|my careers)|careers (?:lady|"
                            r"person|man|woman)"),
        ("stop", r"stop\w*|end (?:it )?(?:here|there|this|now|chat)|finish\w*|leave (?:it|this|me|now)|"
                 r"quit|enough|bye|exit|close|"
                 r"no more|log (?:off|out)|done|(?:dont|do not|cant|not|cba|wont)(?: \w+){0,3} (?:carry|"
                 r"continue|go on|keep going|"
                 r"more|do this|answer\w*|questions|now)|(?:got|want|need|have) to (?:go|leave)|take a "
                 r"break"),
        ("go_on", r"(?:im|i am|am|feel|feeling|all|everythings|everything is|its|okay) (?:\w+ )?(?:safe|"
                  r"okay|fine|good|alright)|"
                  r"jok\w+|carry(?:ing)? on|continue|keep going|go on|go back|next|lets|didnt mean|"
                  r"misunderstood|mistake|"
                  r"nothing (?:is )?(?:wrong|happened|bad)|nothings wrong|not like that|not what i meant|"
                  r"messing|safe|back to"),
    ),
}  # fmt: skip
_TOLD = {
    name: [(value, re.compile(rf"\b(?:{said})\b")) for value, said in replies]
    for name, replies in _REPLIES.items()
}
# Of these the first reply that is told outdoes those after it.
_OUTDOES = frozenset({"keep_plan", "carry_on", "heard_right"})
_NOTHING_WRONG = re.compile(
    r"\b(?:nothing|no|not|never|dont|isnt|aint|dont need to|dont want to|no need to|cant see any)(?: "
    r"\w+){0,2} "
    r"(?:wrong|mistakes?|incorrect|change|changes|changed|fix|edit|changing|missed|stop|later|break)\b"
)
_NO_TIME = re.compile(
    r"\b(?:dont|havent|not|no|aint|isnt|without)(?: really| got| have| want| too| that| very| the| do)*"
    r"(?: much| a lot of| enough| loads of)* (?:long|longer|time|energy|patience|all day|ages|all|"
    r"everything|whole|full|lot)"
    r"(?: one| version| thing| way)?\b"
)
_NOT_SAFE = re.compile(
    r"\b(?:not|isnt|aint|dont feel|never|un|no longer) ?(?:\w+ )?(?:safe|okay|fine|alright|good)\b|"
    r"\bunsafe|\bscared|\bhurt|\bhelp\b"
)
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|unsure|depends|if|mostly|"
                    r"nearly|sort of|kind of)\b")
_OF_DATA = re.compile(r"\b(?:can|could) (?:i|you) (?:still )?(?:delete|change|see|get|come back|remove)\b")
MOST_WORDS = 16


def understand(name: str, words: Sequence[str]) -> Understood | None:
    """Return the reply that a text gives to a step, or None where it gives none, or more than one."""
    text = " ".join(words)
    if len(words) > MOST_WORDS or _MAYBE.search(text):
        return None
    if name == "keep_plan" and _OF_DATA.search(text):
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
