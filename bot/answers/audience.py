"""Reading who may see a part of the plan, by whom a text names, lets in and keeps out.

"My adviser can but not my mum" lets in the adviser, so the adviser it is: whoever is kept out by a choice is
not named by it. What a choice cannot say ("my mum but not my adviser") is left to be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.answers.checking import InvalidAnswer
from bot.answers.understanding import Understood

_CARING = r"foster|step|birth|adoptive|real|whole|kinship"
_PERSON = (
    r"(?:mum|mam|mom|mother|father|mama|papa|dad|parent|nan|nanna|nana|nanny|gran|granny|grandma|grandad|"
    r"granddad|grandparent|"
    r"family|fam|"
    r"brother|sister|sibling|aunt|auntie|aunty|uncle|cousin|carer|guardian|stepmum|stepdad|folk|relative|"
    r"girlfriend|boyfriend|husband|wife)s?"
)
# Who is named, what is said of them, and how a refusal begins and ends; the first that fits is taken.
_TOKENS = {
    "ONLY_ME": r"(?:only|just|just only|strictly|purely|solely) (?:for )?(?:me|myself|i)(?! and| n | "
               r"or)\b|(?:me|myself) "
               r"(?:only|alone)|"
    r"(?:my|own) eyes(?: only)?|locked|(?:to|for|between|by) (?:just |only )?(?:me|myself)(?: and "
    r"me)?\b(?! and)|"
    r"(?:it |this |that )?(?:private|secret|confidential|hidden|personal)|"
    r"(?:my |their |your |own |nobodys |no ones )+business|(?:is|its|are|all) mine|"
    r"(?:leave|keep|stay|stays|leaving|keeping) (?:it |that |this |them )?(?:just )?(?:with|for|to) "
    r"(?:me|myself)",
    "UNSHARED": r"(?:dont|do not|not|never|no|rather not|dont want to|wouldnt) (?:want (?:it|this|that) )?"
    r"(?:ready |for )?(?:to )?(?:share|sharing|shared|show|tell|telling)|hide",
    "NO_MORE": r"(?:and |but )?(?:no one|no body|nobody|none) else|(?:and )?(?:thats|thats about|that "
               r"is) (?:it|all)|"
    r"(?:and )?(?:not|dont want|do not want) (?:anyone|anybody|any one) else|not everyone|not everybody|"
    r"no other people|only them|only (?:her|him)",
    "NOBODY": r"no one|no body|nobody|none of (?:them|those|these|you)|none|no people",
    "WHOEVER": r"(?:idc|(?:dont|do not|doesnt|not|never) (?:really |even )?(?:mind|care|matter|bothered|"
               r"fussed|bother))"
    r"(?: about)? (?:who|whos|whoever)(?: (?:is )?(?:can |gets to )?(?:see|sees|seeing|look|looks|read|"
    r"reads|know|"
    r"knows))?",
    "FINE_WITH": r"(?:dont|do not|not|wouldnt) (?:really )?(?:mind|bothered|fussed|worried|care|hide)"
    r"(?: about| by| if)?",
    "ADVISER": r"(?:careers? )?(?:adviser|advisor|advicer)s?|careers? "
    r"(?:person|lady|man|woman|teacher|worker|coach|guy|people|leader)|(?:lady|man|woman|person|one|guy) "
    r"(?:who|that) (?:helps|does|sorts) (?:me )?(?:out )?"
    r"(?:with )?(?:my )?(?:careers?|jobs?|college)(?: stuff)?|careers",
    "FAMILY": rf"(?:(?:{_CARING}) )?{_PERSON}|people (?:at|i live with at) home|people i live with|"
    r"(?:everyone|everybody|them|those) at home|home",
    "PLACE": r"(?:new|next|other) (?:place|college|school|sixth form|6 th form|course|job|work|provider|"
             r"teacher|"
    r"staff|people|tutor|person|employer|boss|setting|one)s?|college|sixth form|6 th form|provider|employer|"
    r"(?:where|wherever|whatever|place|school|college|places) (?:place |college |school )?(?:that )?(?:i|"
    r"im|ill|id)"
    r"(?: am| will| might| end)?(?: up)? (?:be )?(?:go|going|move|moving|start|starting|pick|choose|"
    r"study|studying)"
    r"(?: to| next| at)*|(?:place|people|staff|school) (?:next|after this)|university|training place",
    "NEEDED": r"(?:whoever|anyone|anybody|everyone|everybody|those|people) (?:who |that )?needs? (?:to|it)",
    "EVERYONE": r"(?:every|any) ?(?:one|body|1)(?! else)|whoever|all (?:of )?(?:them|em|you|three|3|"
                r"people|these|those)|"
    r"(?:with|to) all|all people|they (?:can |could )?all|(?:can|could) all|the lot|whole lot|(?:public|"
    r"open)|each of them|everyone (?:on )?the list",
    "PEOPLE": r"people|others|other people|strangers|them lot",
    "OTHERS": r"(?:teacher|friend|mate|mentor|social worker|key worker|keyworker|support worker|ta|senco|"
    r"worker|tutor|boyfriends?|doctor|police|youth worker|head|headteacher|staff|school|pru|someone|"
    r"somebody)s?",
    "EXCEPT": r"except(?: for)?|apart from|other than|besides|bar|excluding|minus",
    "NOT": r"not|dont want|do not want|dont|do not|doesnt|never|without|wouldnt|cant|shouldnt|no|nor|"
           r"neither|hate|"
    r"rather not|wont|isnt|didnt|mustnt|couldnt|arent",
    "ANEW": r"just|only|instead|although|though|however|rather|yes|okay",
    "BUT": r"but",
    "BREAK": r"[.,;:!?\n]",
    "MAYBE": r"maybe|might|perhaps|possibly|not sure|unsure|dont know|depends|if(?! (?:it|that|they|you|"
             r"he|she|u) (?:will )?(?:help|helps|want|wants|like|likes|"
    r"need|needs))|unless|until|till|once|later|one day",
    "REASON": r"because|cause|since|so (?:that )?(?:they|he|she|it|i|we|people)|in case|to help|who "
              r"(?:is|will|can)|"
    r"(?:that|who) (?:need|needs|help|helps|is|are|will)|(?:they|she|he) (?:need|needs|help|helps|"
    r"already|know)",
}
_SAID = re.compile("|".join(rf"\b(?P<{name}>{said})(?!\w)" if name != "BREAK" else rf"(?P<{name}>{said})"
                            for name, said in _TOKENS.items()))  # fmt: skip
_LETTING_SAID = (
    "me i my the a an to too is it its that this these bit part section one and or n with can could will "
    "would should "
    "may let lets allowed allow see sees seen seeing look looks looking read reads know knows show shows "
    "share shares "
    "sharing shared tell give have want need happy fine good great alright please thanks thank you yes "
    "well as also "
    "both then plus okay for of at on in be are was think guess reckon suppose probably like id i'd ill "
    "im am do does "
    "all stuff info information thing things there here he she they them him her really definitely now "
    "by get access "
    "put say said who has got make sure only just them him her pls us we our answers answer things "
    "details about "
    "absolutely totally completely literally honestly ever letting way already so keeping person trust "
    "nobodys too if helps help wants want "
    "prefer choose pick keep kept most own course main actually sorry mean meant wait no"
)
_LETTING = frozenset(_LETTING_SAID.split())
MOST_STRAYS = 1  # words in a part that say nothing of seeing
_TAKES_BACK = re.compile(
    r"\b(?:actually|no wait|wait no|scrap that|i mean|i meant|changed my mind|make that)\b"
)
_ALWAYS_MEANT = frozenset({"ONLY_ME", "NOBODY", "NO_MORE"})  # "no, just me", "dont want nobody to see"
_CHOOSES = frozenset({"ADVISER", "FAMILY", "PLACE", "OTHERS"})


@dataclass(slots=True)
class _Audience:
    """Who is let in and who is kept out, as far as a text has been read."""

    let_in: set[str] = field(default_factory=set)
    kept_out: set[str] = field(default_factory=set)
    doubtful: bool = False

    def part(self, said: Sequence[str]) -> None:
        """Take in one part of a text: its tokens in order."""
        refusing = False
        for at, (before, each) in enumerate(pairwise(("BREAK", *said)), 1):
            if each == "NOT" and before in _CHOOSES and at == len(said):
                self.let_in.discard(before)  # "my adviser yes, my family no"
                self.kept_out.add(before)
            elif each in {"NOT", "UNSHARED"}:
                refusing = True
                self.kept_out |= {each} & {"UNSHARED"}
            elif each == "EXCEPT" or (each == "BUT" and before in {"NOBODY", "EVERYONE"}):
                refusing = before == "EVERYONE" and not refusing
                self.let_in.discard("NOBODY")
                self.kept_out -= {"EVERYONE", "UNSHARED"}
            elif each in {"ANEW", "BUT", "FINE_WITH"}:
                refusing = False
            elif each == "REASON":
                return
            elif each in {"MAYBE", "NEEDED"}:
                self.doubtful = True
                self.let_in |= {"EVERYONE"} if each == "NEEDED" else set()
            else:
                (self.kept_out if refusing and each not in _ALWAYS_MEANT else self.let_in).add(each)


def understand(words: Sequence[str], *, most_strays: int = MOST_STRAYS) -> Understood | None:
    """Return who may see it, as one of the choices, or None where there is no telling.

    Raises:
        InvalidAnswer: a text says what no choice does.
    """
    audience = _Audience()
    for part in _parts(words, most_strays):
        audience.part(part)
    of_one_kind = audience.let_in & audience.kept_out & {"ADVISER", "FAMILY"}
    if of_one_kind or "STRANGER" in audience.let_in:
        raise InvalidAnswer("sharing")  # "my dad, not my mum": no choice says that
    value = _choice(audience)
    return None if value is None else Understood(value, sure=not audience.doubtful, named=1)


def _parts(words: Sequence[str], most_strays: int) -> Iterator[list[str]]:
    """Give the tokens of each part that is about seeing; what is told beside that is left out."""
    text = _corrected(" ".join(words))
    part: list[str] = []
    strays = at = 0
    for match in [*_SAID.finditer(text), None]:
        between = text[at : match.start() if match else len(text)]
        if "REASON" not in part:
            strays += _strays(between)
            part += ["STRANGER"] if part and _joins_a_stranger(between) else []
        name = match.lastgroup if match else "BREAK"
        at = match.end() if match else at
        if name in {"BREAK", None}:
            if strays <= most_strays:
                yield part
            part, strays = [], 0
        else:
            part.append(str(name))


def _corrected(text: str) -> str:
    """Return what stands after "no wait" or the like, if that names anybody."""
    after = _TAKES_BACK.split(text)[-1]
    return after if _SAID.search(after) else text


def _joins_a_stranger(between: str) -> bool:
    """Return whether somebody is named that we do not know: "my adviser and my umm"."""
    joined = re.search(r"\b(?:and|or|plus) (?:(?:my|the|also|a|our) )*(\w+)\s*$", between)
    return joined is not None and joined[1] not in _LETTING


def _strays(text: str) -> int:
    return sum(word not in _LETTING for word in text.split())


def _nobody(audience: _Audience) -> bool:
    """Return whether a text that lets in nobody keeps out everybody, not only some."""
    nobody = bool(audience.kept_out & {"EVERYONE", "PEOPLE"}) or "NO_MORE" in audience.let_in
    return nobody or ("UNSHARED" in audience.kept_out and not audience.kept_out & _CHOOSES)


def _choice(audience: _Audience) -> str | None:
    let_in = audience.let_in - {"NO_MORE"}
    if not let_in:
        return "only_me" if _nobody(audience) else None
    named = let_in - {"ONLY_ME", "NOBODY"}
    if not named:
        return "only_me"
    others = "OTHERS" in let_in and not let_in & {"EVERYONE", "WHOEVER"}
    if others or named != let_in or named & audience.kept_out:
        return None
    if named & {"PLACE", "EVERYONE", "WHOEVER"}:
        return None if audience.kept_out & {"ADVISER", "FAMILY", "PLACE"} else "new_place_too"
    if "FAMILY" in named:
        return "adviser_and_family" if "ADVISER" in named else None
    return "adviser"
