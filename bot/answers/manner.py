"""Reading how a learner wants to talk: to tap, to type or to listen, asked for in whatever words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.understanding import Understood

_IT = r"(?:it|this|that|them|things|stuff|everything|questions|words|the questions|the words)"
_WAYS = {
    "listen": rf"listen|listening|listened|hear|hearing|audio|voice|voices|aloud|out loud|sound|sounds|"
              rf"speaker|speak|"
    rf"speaks|speaking|spoken|say {_IT}|says {_IT}|saying {_IT}|read {_IT}|reads {_IT}|reading {_IT}|"
    rf"read (?:{_IT} )?(?:to|out|aloud)(?: to)?(?: me)?|reads (?:to|out)|(?:you|it|computer|bot|one|"
    rf"which|that|app) "
    r"(?:to )?(?:talk|talks|talking)|talk to me|talks to me|headphones|ears?",
    "type": r"type|types|typing|typed|write|writes|writing|written|keyboard|keys|text|texting|my own "
            r"words|spell it|chat",
    "tap": r"tap|taps|tapping|tapped|button|buttons|press|presses|pressing|click|clicks|clicking|touch|"
           r"touching|"
    r"point|pointing|pick from|choose from|select|selecting|options|choices|mouse|swipe",
}
_SAID = re.compile("|".join(rf"\b(?P<{way}>{said})\b" for way, said in _WAYS.items()))
_REFUSED = re.compile(
    r"\b(?:not|dont|do not|cant|cannot|never|hate|no|bad at|rubbish at|without|instead of|rather than|"
    r"than|struggle|"
    r"struggling|slow at|crap at|hard|avoid|less|isnt|terrible at|awful at|trouble|difficult|doesnt|but "
    r"not|wont|"
    r"dont want|didnt|sick of|poor at)(?: (?!but\b)\w+){0,3} $"
)
_HARD = re.compile(r"^(?: (?!my\b|i\b|me\b|because\b|please\b)\w+){0,2} (?:is|are|its|takes|hurts|makes|"
                   r"feels|stresses|gets) (?:\w+ )?(?:hard|difficult|slow|ages|too long|"
                   r"long|tiring|stressful|boring|annoying|my|me|rubbish|bad|tricky|confusing|"
                    r"scary)\b")  # fmt: skip
_CANT_READ = re.compile(
    r"\b(?:cant|cannot|dont|not good at|bad at|rubbish at|struggle with|struggle to|hard to|find it hard "
    r"to|hate|no good at) "
    rf"(?:read|reading)(?: (?:well|good|very well|much|{_IT}))?"
)
_ASKS = re.compile(r"\b(?:what|whats|why|how|does|which one is|difference)\b(?! ever| i | my )")
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|unsure|depends|sometimes)\b")
_REASON = re.compile(r"\b(?:because|cause|since|as i|so i dont|so that)\b")
_PARTS = re.compile(r"([.,;:!?\n]|\b(?:but|just|only|although|though)\b)")


def understand(words: Sequence[str]) -> Understood | None:
    """Return the only way that is asked for, or None where there is none or more than one."""
    text = " ".join(words)
    if _ASKS.search(text):
        return None
    asked_for = _asked_for(_REASON.split(text)[0]) or _asked_for(text)
    if len(asked_for) != 1:
        return None
    return Understood(asked_for.pop(), sure=not _MAYBE.search(text), named=1)


def _asked_for(text: str) -> set[str]:
    found: set[str] = set()
    refused: set[str] = set()
    for part in _PARTS.split(text):
        for match in _SAID.finditer(_CANT_READ.sub(" ", part)):
            before, after = match.string[: match.start()], match.string[match.end() :]
            no = _REFUSED.search(before) or _HARD.search(after)
            (refused if no else found).add(str(match.lastgroup))
    return found - refused
