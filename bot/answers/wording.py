"""Wordings that mean another thing to one question than their words do, put plainly before it is read.

"Not sure if i will make friends" names a worry, "leave me alone" is no leaving the room, and what they had
"but not any more" is no help of now. And what is said too barely to be kept: "yeah", where that is no choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_DONT_KNOW = (
    r"(?:i )?(?:really )?(?:dont|don'?t|don’t|do not)(?: really)? (?:know|no|kno)|\bidk|\bdunno|\bduno"
)
_UNSURE = (
    rf"\b(?:(?:{_DONT_KNOW})|(?:i ?[’']?a?m )?(?:not|nt)(?: really| too| very| 2)? (?:sure|shore)|(?:im "
    rf")?unsure|no idea)"
)
_OF_THE_ANSWER = (
    r"(?:i(?: really)? (?:want|wanna|would|need|have|should|worry|am worried|can say|got)|(?:else|to)\b|"
    r"i'?d (?:want|like|ask)|"
    r"im worried|i[’']m worried|i(?:'ve|ve) got|worries|worry|there(?:s|'s| is| are)|this|that\b|u mean|"
    r"you mean|it is|"
    r"(?:it|that) (?:is|counts|matters)|any\b)"
)
# "Not sure what the teachers will be like": a doubt about the place, not about the answer.
_DOUBT = re.compile(
    rf"{_UNSURE} (?P<of>if|whether|what|wat|wot|how|who|where|when|about)\b (?!{_OF_THE_ANSWER})",
    re.I,
)
_IF_ANY = (
    rf"{_UNSURE} (?:if|whether) (?:i(?: have|[’']?ve got|[’']?ve| got)|there(?:[’']?s| is| are)) (?:any|"
    rf"anything)\b"
)
_DOUBTED = frozenset({"worries", "want_to_know"})

_WHAT_PEOPLE_SEE = re.compile(
    rf"({_UNSURE}) (?:what|wat|wot) (?:people|ppl|peeps|others|other people|they|anyone|everyone) "
    r"(?:would |might |will |can |could |actually )?(?:see|sees|notice|notices)\b", re.I)  # fmt: skip
_STAYS = r"(?: (?:alone|be|to it|in peace|on my own|by myself|to calm down|to cool (?:off|down)|to chill))?"
_A_WHILE = (
    r"(?: (?:for )?(?:a|5|10|five|ten|abit)(?: (?:bit|while|minute|minutes|mins|min|little while|sec))?)?"
)
_TO_CALL = r"(?:chef|boss|captain|guv|gaffer)"
_LIKED = (
    r"(?:(?:little|young|small|older?|elderly|disabled|other|my|wild|farm) )*(?:kids?|children|childs?|"
    r"babies|toddlers|animals?|"
    r"dogs?|cats?|horses?|pets|cars?|bikes|motorbikes|engines|people|ppl|computers?|machines|wood|metal|"
    r"tools|hair|food|plants|"
    r"flowers|nature|trees|numbers|music|tech|technology|my hands|elderly|aminals?|animls?)"
)
_NO_MORE = (
    r"(?:not (?:any ?more|now|currently|at the moment|no more)|(?:(?:i|it|they|she|he|that|we) )?(?:have |"
    r"has |had |ve |just )*"
    r"(?:stopped|ended|finished|left|quit|gave up)\b(?: (?:going|it|him|her|that|seeing \w+|now|with "
    r"(?:them|her|him|it)))*|"
    r"(?:i )?(?:dont|don't|do not|no longer) (?:go|have|see|get|need|use)[^.,;!?]*?(?:any ?more|"
    r"now)?(?=[.,;!?]|$)|"
    r"(?:they|she|he|it) (?:was )?(?:took|taken|take) (?:away|off)[^.,;!?]*)"
)
_FEELS = (
    r"(?:stress\w*|anxi\w*|tired|worried|panic\w*|nervous|sick|ill|scared|overwhelmed|upset|bored|fed up|"
    r"moody|achy)"
)
_FURTHER = r"(?:longer|more|further|farther|over)(?: than (?:that|this|it))?"

Put = str | Callable[[re.Match[str]], str]
# By question: what is put in the place of what. "*" is for all.
_SAID: Mapping[str, tuple[tuple[str, Put], ...]] = {
    "*": (
        (rf"\b(yes|yeah|yep|yh|ye|okay|ok|aye|sure|no) {_TO_CALL}(?=\W*$)", r"\1"),
        (r"\b((?:(?:my|ma|me) )(?:(?:big|lil|little|older|younger|step|twin) )*|"
         r"(?:big|lil|little|older|younger) )(?:bro|bruv|brov)\b", r"\1brother"),
        (r"\b(havent|haven't|have not|not|never|aint) dun\b", r"\1 done"),
        (r"\bn(?:o)?t rite now\b", "not right now"),
    ),
    "achievements": (
        (r"\b(?:certificates?|certs?|awards?|badges?|ones?|medals?) (?:for|in|of) (?:my )?(?:doing "
         r")?first ?aid\b", "certificate"),
        (r"\bfirst ?aid (?=(?:certificates?|certs?|awards?|badges?)\b)", ""),
    ),
    "what_helps": ((r"\behc[ -]?plan\b", "ehcp"),),
    "what_is_hard": ((r"\behc[ -]?plan\b", "ehcp"),),
    "hard_day_help": ((r"\behc[ -]?plan\b", "ehcp"),),
    "hard_day_signs": (
        (rf"(?:\b(?:just|please|need to be|want people to|to) )*\b(?:leave|leaving) "
         rf"me\b{_STAYS}{_A_WHILE}", ","),
        (_WHAT_PEOPLE_SEE.pattern, r"\1"),
    ),
    "route": (
        (rf"(?:\b(?:and|coz|cos|because|as|n) )?(?:\b(?:i|id|i'd|i[’']d|would|really|just|also) )*"
         rf"(?:\b(?:want|wanna|wana|wnt|like|love|going|hope|wanting) )(?:to )?(?:be )?work(?:in|ing|"
         rf"in')? (?:with|wiv|wit|on|around) "
         rf"{_LIKED}\b", ","),
        (rf"^\W*work(?:in|ing|in')? (?:with|wiv|wit|around) {_LIKED}(?=\W|$)", ","),
        (r"\b(?:get |getting |be |being )?paid (?:while|when|whilst|as|wile) (?:i|you|u|im|ur|youre) "
         r"(?:train|learn|study|training|learning)"
         r"(?: (?:for|in|to do|to be) (?:something|a job|it|stuff|a trade))?", "apprenticeship"),
        (r"\b(?:get |have |getting |do )?(?:a )?(?:job|work|working) (?:and|n|while|but) (?:also "
         r")?(?:learn|study|train|learning|training)"
         r"(?: (?:stuff|things|something))? (?:at (?:the )?same time|as well|too|aswell)", "apprenticeship"),
        (r"\b(?:learn|learning|train|training) (?:and|n) (?:work|working|earn|earning|get paid)"
         r"(?: at (?:the )?same time)", "apprenticeship"),
    ),
    "worries": ((_IF_ANY, "dont know"),),
    "want_to_know": ((_IF_ANY, "dont know"),),
    "support_now": (
        (rf"(?:^|(?<=[.,;!?]))(?:(?!\b(?:and|n|plus) (?:i |we )?(?:had|used|went)\b)[^.,;!?])*?"
         rf"(?:,? ?(?:but|and|n|then|tho) (?:now )?{_NO_MORE})", ","),
    ),
    "travel_time": (
        (rf"\b(?:i |it |id |ill |i'd |i'll |that |and |cos |because |or )*(?:get|gets|feel|feels|am|im|"
         rf"i'm|be|makes me|would be|will be)? ?"
         rf"(?:really |so |too |very |a bit |proper |well )*{_FEELS}(?: out)? (?:if|when) (?:its |it's |"
         rf"it is |it takes |it gets |"
         rf"i go |i travel |it was |im on it |it goes )?{_FURTHER}", ","),
        (rf"\b(?:anything )?{_FURTHER} (?:and |is |it |would |will |makes|make|stresses|gets|i |i'd |id "
         rf")[^.,;!?]*?{_FEELS}\b[^.,;!?]*",
         ","),
    ),
    "home_area": (
        (r"\b(?:(?:what|where|who) )?on earth\b", ","),
        (r"\bmiddles?b[oru]+(?:gh|w|h|ough)?\b", "middlesbrough"),
    ),
    "english_level": ((r"\b(?:no ?one|nobody|they|teachers?)(?: has| have| s|s)?(?: ever| never| not)? "
                       r"?(?:never )?"
                       r"(?:told|tell|tells|said to) me(?: what| it)?\b", ","),),
}  # fmt: skip
_ALIKE = {"maths_level": "english_level"}
_COMPILED = {
    name: [(re.compile(said, re.I), put) for said, put in rules] for name, rules in _SAID.items()
}
_WHEELED = re.compile(
    r"\b(?:(?:i )?(?:use|am in|im in|have|got|with|in|for) )*(?:a |my |me |the )?(?:electric )?wheel "
    r"?chair\b(?: user)?",
    re.I,
)
_DRIVEN = re.compile(r"\b(?:taxi|cab|mini ?bus|lift|driven|drive|drives)\b", re.I)
_LISTED = re.compile(r"\b(?:or|and|n|sometimes|also|if|when|not|no|cant|can't)\b|,", re.I)

# What is too bare to be kept without asking, by question: a search in what was typed.
_BARE: Mapping[str, str] = {
    "good_and_hard_days": r"^\W*(?:(?:yes|ye+a*h*|yep|yh|yup|ya|aye|mhm|yess+|true|i guess|guess so|i "
                          r"suppose|spose)\W*)+$",
    "contact_supporters": r"^\W*(?:(?:well|um|erm) )?(?:i )?(?:guess|suppose|spose|s'pose)(?: so)?\W*$",
    "how_often_hard": r"^\W*(?:quite|kinda|pretty|kind of|sort of|sorta) (?:a ?lot|alot|often|much)\W*$",
    "travel_time": r"\bish\b",
    "sharing": r"^\W*ev(?:ry|re|ery)? ?(?:1|on|onee?|wone|bodi|bdy|"
               r"body)\W*$(?<!everyone)(?<!everybody)(?<!every body)",
    "how_to_talk": r"^\W*(?:i )?(?:dont|don'?t|don’t|do not|wouldnt|wouldn't) (?:really )?mind \w+\W*$",
    "who_is_here": r"^[^.,;!?]*\b(?:is|are|s) (?:also )?in (?:the|this|my) (?:same )?room(?: (?:too|as "
                   r"well|now))?\W*$",
    "year_group": r"^\D*\b(?:last|final) (?:year|yr) (?:of|at|in) (?:school|skool)\W*$|^\W*(?:my "
                  r")?(?:last|final) (?:year|yr)\W*$",
    "home_area": r"\b(?:not (?:too |that |very )?far (?:from|off)|nowhere near|miles (?:away )?from|in "
                 r"between)\b",
}  # fmt: skip
_TOO_BARE = {name: re.compile(said, re.I) for name, said in _BARE.items()}
_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")


def plainly(name: str, text: str) -> str:
    """Return a text with what means another thing to a question put in plain words for it."""
    for said, put in (*_COMPILED["*"], *_COMPILED.get(_ALIKE.get(name, name), ())):
        text = said.sub(put, text)
    if name == "travel" and _DRIVEN.search(text) and not _LISTED.search(text):
        return _WHEELED.sub(" ", text)
    return text


def without_doubt(name: str, text: str) -> str | None:
    """Return what is doubted as if it were named, or None where the doubt, if any, is about the answer."""
    if name not in _DOUBTED or not _DOUBT.search(text):
        return None
    return _DOUBT.sub(_as_named(name), text)


def _as_named(name: str) -> Callable[[re.Match[str]], str]:
    if name == "want_to_know":
        return lambda match: f"{match['of']} "
    return lambda match: "what if " if match["of"].lower() in {"if", "whether"} else f"worried {match['of']} "


def is_bare(name: str, text: str, value: str | Sequence[str]) -> bool:
    """Return whether a value is told too barely, or too roughly, to be kept without asking."""
    told = _TOO_BARE.get(name)
    return told is not None and told.search(text) is not None and not _CODE.fullmatch(str(value))
