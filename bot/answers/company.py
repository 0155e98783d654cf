"""Reading who is here with a learner: nobody, somebody who helps them, or somebody whom they help.

Who is named says little by itself: "my mum" helps, "my mum is at work" leaves them alone, and "i am his mum"
is written by a helper. So each part of a text is read for who does what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers.understanding import Understood

_FAMILY = (
    r"(?:(?:foster|step|big|older|little|younger|twin|grand) ?)?(?:mum|mam|mom|mother|father|sis|bro|"
    r"grandmother|dad|parent|nan|nanna|nana|gran|granny|"
    r"grandma|grandad|brother|sister|aunt|auntie|aunty|uncle|cousin|carer|guardian|family|stepmum|stepdad|"
    r"girlfriend|boyfriend|partner|wife|husband)s?"
)
_STAFF = (
    r"(?:(?:learning|teaching|classroom|support|social|key|youth|family|care|form|class|head|careers?|"
    r"personal|school|"
    r"one to one|1 to 1|job|english|maths) )*(?:teacher|ta|tutor|mentor|worker|keyworker|adviser|advisor|"
    r"assistant|lsa|"
    r"senco|staff|coach|lady|therapist|tas|hlta|carer|helper|lecturer|interpreter|translator|counsellor|"
    r"person|woman|man|guy)s?|miss|sir|staff"
)
_SOMEONE = r"someone|somebody|friend|mate|friends|mates|adult|grown up|person|people"
_TITLED = r"(?:mr|mrs|ms|miss|dr|sir|auntie|uncle) \w+"
_HELPER = rf"(?:my |our |the |a |an |one of my )?(?:{_TITLED}|{_FAMILY}|{_STAFF}|{_SOMEONE})"
_LEARNER = (
    r"(?:young (?:person|people|lad|man|lady|woman|one)|student|pupil|learner|son|daughter|child|"
    r"children|kid|lad|boy|girl|"
    r"teenager|teen|grandson|granddaughter|nephew|niece|stepson|stepdaughter|mentee|client|tutee|foster "
    r"child|"
    r"foster (?:son|daughter)|service user|yp)s?"
)
_WORK = (
    r"(?:help|helps|helping|helped|assist|assisting|assists|support|supports|supporting|guide|guiding|"
    r"typing|types|type|"
    r"reading|reads|read|writing|writes|write|filling|fills|fill|doing|does|do|explaining|explains|explain|"
    r"going through|goes through|talking me through|scribing|scribes|translate|translating|translates|"
    r"interpret|interpreting|spelling|answering|"
    r"completing|clicking|clicks|showing|shows|checking|prompting|entering|inputting)"
)
_NEAR = (
    r"(?:with (?:me|us)|(?:right |sat |sitting |stood |standing |just )*(?:next to|beside|by|near|behind|"
    r"across "
    r"from|opposite) me|"
    r"here|in (?:the|this) room|sat|sitting|by my side|watching|on the computer|at the table|around|"
    r"looking over|supervising|over my shoulder|on (?:the )?(?:call|phone|video))"
)
_AWAY = re.compile(
    r"\b(?:at work|downstairs|upstairs|away|gone|left|busy|asleep|sleeping|at home|in (?:the "
    r")?(?:kitchen|other room|next room|"
    r"garden|bath|shower|shop|bed)|(?:went|gone|popped|is|are|just|hes|shes) out|went|not (?:here|with "
    r"me|there|around|in|helping|helped)|isnt (?:here|helping|"
    r"with me|around|there)|arent (?:here|helping|with me)|aint (?:here|helping)|doesnt help|wont help|"
    r"cant help|later|"
    r"next door|ignoring|on (?:his|her|their) phone|hasnt|not involved|didnt|doesnt know|minding|usually|"
    r"normally|"
    r"used to|will help|might help|ages ago|before|yesterday|was going to|tomorrow|watching tv)\b"
)
_ALONE = re.compile(
    r"\b(?:alone|(?:on|by) (?:my|me) ?(?:own|self|tod|jacks|jack jones|ones|lonesome)|(?:by )?(?:myself|"
    r"meself|my self)|"
    r"(?:just|only|literally|purely) (?:little old )?(?:me|i|us)(?! and| n | with)|only person|solo|"
    r"independently|unaided|"
    r"no one|no body|nobody|noone|not anyone|without (?:any )?(?:help|anyone|anybody)|"
    r"no (?:adults?|grown ups?|teachers?|helpers?|staff|parents?)|"
    r"(?:not|isnt|aint|never|dont have|havent got|no) (?:here )?(?:with |got )?(?:any ?one|any ?body|people|"
    r"other people|another person|help|an adult|a helper)|single handed(?:ly)?|(?:dont|do not) (?:need|"
    r"want|have) "
    r"(?:any |anyones |anybodys )?help)\b"
)
_NOT_ALONE = re.compile(
    r"\b(?:not|isnt|aint|wasnt|never|hate being|dont (?:want|like)(?: to be| being)?|cant do (?:it|this)|"
    r"scared) "
    r"(?:alone|(?:on|by) my ?(?:own|self)|doing (?:it|this) (?:alone|(?:on|by) my ?(?:own|self)))\b"
)
_NOT_INVOLVED = re.compile(
    r"\b(?:not|isnt|aint|arent|doesnt|dont|wont|never)(?: \w+)? (?:doing|helping|help|helped|involved|"
    r"typing|with me)\b"
)
_NO_HELP = re.compile(rf"\b(?:no|without|not|never|havent got|dont have)(?: with| got)? (?:{_HELPER})\b")
_FIRST = r"(?:i|im|i am|ill|i will|ive|i have|ive been|we|were|we are|id|me)"
_TASK = (
    r"(?: (?:in|out|it|this|that|the|form|answers?|questions?|things?|up|everything|bits|survey|chat|"
    r"together|all|and|him|her))*"
)
_THEIRS = r"(?:him|her|them|someone|somebody|another person|other people|someone else|others)"
_I_HELP = tuple(
    re.compile(rf"\b{said}\b")
    for said in (
        rf"{_FIRST} (?:(?:just|here|to|only|actually|sat|sitting|also|currently|going|gonna|meant|trying|"
        rf"currently|being) )*"
        rf"(?:help|helping|helped|assisting|assist|support|supporting|guiding|scribing for|scribe for|"
        rf"mentoring|teaching|"
        rf"looking after) (?!me\b|us\b|with\b)(?:(?:my|a|an|the|one|1|of|our|this|some|his|her|another|"
        rf"out|young|two|2|new|"
        rf"year|\d+|old|little|autistic) )*"
        rf"(?:{_LEARNER}|{_FAMILY}|{_SOMEONE}|{_THEIRS})",
        rf"(?:typing|writing|filling|doing|do|completing|complete|answering|answer|scribing|fill|type|"
        rf"write|entering|"
        rf"inputting|reading|here|this is|its|is|am|it){_TASK} (?:for|on behalf of|alongside) (?:(?:my|a|"
        rf"an|the|one|of|our|this) )*"
        rf"(?:{_LEARNER}|{_FAMILY}|{_SOMEONE}|{_THEIRS})",
        rf"^(?:(?:just|im|only|yes|am) )*(?:helping|supporting|assisting) (?:(?:my|a|an|the|one|of|our) )+"
        rf"(?:{_LEARNER}|{_FAMILY}|{_SOMEONE})",
        rf"(?:{_LEARNER}|{_FAMILY}|{_SOMEONE}|he|she|they) (?:need|needs|needed|wanted|wants|asked for|"
        rf"asked) "
        rf"(?:some |my |a bit of |me for |me to )?(?:help|do|type|fill)",
        r"on behalf of (?!me\b|myself)|behalf of (?:my|a|the|our)",
        rf"(?:i am|im|im here as|i am here as|this is|its|it is|am) (?:his|her|their|{_LEARNER}s?) "
        rf"(?:{_FAMILY}|{_STAFF})",
        rf"(?:i am|im) (?!mums|dads|nans|grans|mams)\w+s (?:{_FAMILY}|{_STAFF})",
        rf"(?:i am|im|this is) (?:a|an|the|their|one of the) (?:{_STAFF}|parent|mum|dad|foster carer|"
        rf"foster parent|guardian)(?! to be)",
        rf"(?:parent|carer|teacher|tutor|ta|mentor|key worker|support worker|staff|mum|dad) (?:here|"
        rf"speaking|typing|filling|"
        rf"completing|helping|supporting|assisting)(?: (?:in|this|out))?(?: (?:for|with|on))? (?:(?:my|a|"
        rf"an|the|our|his|her) )*"
        rf"(?:{_LEARNER}|{_THEIRS})",
        rf"(?:with|helping|supporting|for|assisting) (?:(?:my|a|an|the|one|of|our|this) )*{_LEARNER}",
        rf"(?:he|she|they|hes|shes|theyre|{_LEARNER}) (?:is |are )?(?:telling|tells|tell|saying|says|"
        rf"dictating|gives?|giving|"
        rf"talking|answering|answers|speaks)\b.*\b{_FIRST} (?:type|typing|write|writing|put|putting|fill|"
        rf"filling|click|enter)",
        rf"{_FIRST} (?:type|write|typing|writing|put|do|read|reading|fill) .{{0,30}}\b(?:he|she|they) "
        rf"(?:says?|tells?|answers?|wants?)",
        rf"i (?:work|am working) with (?!me)(?:(?:my|a|an|the|young|these|some) )*(?:{_LEARNER}|him|her|"
        rf"them|people)",
        r"(?:he|she) (?:asked|needs|wanted|wants) me to (?:help|type|do|write|read|fill)",
    )
)
_HELPED = tuple(
    re.compile(rf"\b{said}\b")
    for said in (
        rf"(?:{_HELPER}|he|she|they|hes|shes|theyre|who|whos)(?: (?!not\b|isnt\b|aint\b|never\b|doesnt\b|"
        rf"wont\b|i\b|im\b|ill\b|ive\b|"
        rf"said\b|says\b|told\b|thinks\b|wants\b|who\b)\w+){{0,4}} (?:(?:is|are|s|also|just|here|to|and|"
        rf"sat|sitting|there|"
        rf"was|been|being|has|with me|keeps?|only|for|doing|all|both|going|gonna|now|kindly|me|will|next|"
        rf"beside) )*(?:{_WORK}|{_NEAR})",
        rf"(?:with|by|from|of) {_HELPER}",
        rf"(?:me|i|myself|both|us)(?:,)? (?:and|plus|with) {_HELPER}",
        rf"{_HELPER} (?:and|plus|with) (?:me|i|myself)",
        rf"(?:got|have|ive|theres|there is|having|getting|brought|need) (?:got )?(?:\w+ )?{_HELPER}",
        r"(?:being|getting|got|get|having|have|receiving|some|a bit of) (?:helped|help|support|assistance)",
        r"(?:helping|supporting|assisting|helps|assists) (?:me|us)",
        r"(?:two|2|three|3|both|couple) of us",
        r"(?:were|we are|we) (?:both )?(?:doing|going|filling|answering|do)",
        rf"(?:next to|beside|sat with|sitting with|here with|together with) (?:me|{_HELPER})",
        r"together",
        rf"its {_HELPER}",
    )
)
_ONLY_A_HELPER = re.compile(
    rf"(?:(?:just|only|yes|its|erm|well|so|okay|hi|hello|and|or|also|now|today|please|i think) "
    rf")*{_HELPER}(?: (?:and|or|plus|called|is|are|too|as well|"
    rf"here|today|now|please|thanks|{_HELPER}|(?:from|at) (?:the |my )?\w+|\w+(?=$)))*"
)
_TAKES_BACK = re.compile(r"\b(?:actually|no wait|wait no|oh wait|wait|i mean|i meant|scrap that)\b")
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|depends|if|unless|sometimes)\b")
_PART_ENDS = re.compile(r"[.,;:!?\n]|\b(?:but|because|so|although|though|while|whilst|since|then)\b")
_ABOUT_THEM = re.compile(r"\b(?:go away|stop asking|why)\b")


def understand(words: Sequence[str]) -> Understood | None:
    """Return who is here, or None where there is no telling."""
    text = _corrected(" ".join(words).replace(" hour ", " our "))  # "our" is taken for a misspelt hour
    if _ABOUT_THEM.search(text):
        return None
    value = _value(text)
    return None if value is None else Understood(value, sure=not _MAYBE.search(text), named=1)


def _value(text: str) -> str | None:
    if any(said.search(text) for said in _I_HELP) and not _HELPS_ME.search(text):
        return "i_help_someone"
    parts = list(_parts(text))
    alone = any(_NOT_INVOLVED.search(part) or _is_alone(part) for part in parts)
    helped = any(_is_helped(part) for part in parts) or any(_NOT_ALONE.search(part) for part in parts)
    away = any(_AWAY.search(part) or _NO_HELP.search(part) or _NOT_INVOLVED.search(part) for part in parts)
    if helped and not (alone and away):
        return "someone_helps_me"
    return "just_me" if alone else None


_HELPS_ME = re.compile(rf"\b(?:{_WORK}) (?:it |this |them |out |things )?(?:for |to |with )?me\b")


def _parts(text: str) -> Iterator[str]:
    yield from (part.strip() for part in _PART_ENDS.split(text) if part and part.strip())


def _is_alone(part: str) -> bool:
    return _ALONE.search(part) is not None and _NOT_ALONE.search(part) is None


def _is_helped(part: str) -> bool:
    """Return whether a part tells of a helper who is here."""
    if _AWAY.search(part) or _NO_HELP.search(part):
        return False
    if _ALONE.search(part) and not re.search(rf"\b(?:with|and) {_HELPER}|helping me", part):
        return False
    return bool(_ONLY_A_HELPER.fullmatch(part)) or any(said.search(part) for said in _HELPED)


def _corrected(text: str) -> str:
    """Return what stands after "no wait" or the like, where that tells anything."""
    after = _TAKES_BACK.split(text)[-1].strip(" .,")
    return after if _value(after) else text
