"""Telling what is said to us, or asked of us, from what answers a question: "tell me a joke", "do you get paid"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers.clauses import Clause
from bot.questions import section_of_slot
from bot.reading import BREAKS, Meaning, Vocabulary

_SENTENCES = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_PARTS = re.compile(r"[^,]+,?")

# What may come before a question or a call and says nothing of its own.
_LEAD = re.compile(
    r"^(?:(?:so|but|and|or|um|erm|er|oh|okay|well|wait|hey|hi|hello|yo|oi|mate|like|please|just|actually|also|right|"
    r"anyway|first|hang on|hold on|no but|yes but|sorry but|sorry|wow|ha|bot|dude|man|then|now|because|though|"
    r"go on) )+"
)
_THEM = r"(?:i|you|he|she|we|they|someone|somebody|anyone|anybody|everyone)"
_THAT = r"(?:it|this|that|these|those|there)"
_VERB = (
    r"(?:go|get|have|need|count|pay|help|let|do|take|make|know|see|use|give|teach|learn|like|cost|want|matter|mean|"
    r"come|start|finish|end|stop|earn|look|say|tell|talk|happen|mind|care|live|keep|ask|work|still|even|ever|"
    r"actually|really|always|usually)"
)
_JUDGED = (
    r"(?:good|bad|hard|okay|enough|too|better|worse|easy|free|far|lot|lots|allowed|best|fun|boring|scary|worth|"
    r"possible|same|normal|safe|true|real|open|near|expensive|cheap|difficult|important|required|needed)"
)
_WORDS = r"(?:[^ ]+ ){1,5}?"
_QUESTIONS = (
    rf"(?:is|isnt|are|arent|am|was|were) (?:{_THEM}|{_THAT})\b",
    rf"(?:is|are|isnt|arent) {_WORDS}{_JUDGED}\b",
    r"(?:is|are) (?:the|a|an|any|college|school|sixth) [^ ]",
    r"are (?!hard\b|good\b)[^ ]+ [^ ]",
    r"is (?!(?:hard|good|bad|because|when|my|me|not|just|only|very|so|too|really|quiet|better|difficult|easy|noise|to|if|"
    r"like|people|loud|big|all|being|when|what)\b)[^ ]+ [^ ]+ [^ ]",
    r"(?:do|does|did|dont|doesnt|didnt) (?:i|you|he|she|we|they)\b(?! not\b)",
    rf"(?:does|did) (?!my\b){_WORDS}{_VERB}\b|does my (?!head\b){_WORDS}{_VERB}\b",
    rf"do (?:(?!and |to |or )[^ ]+ ){{0,2}}?(?:[^ ]{{2,}}s|people|children) (?:(?!and |to |or )[^ ]+ ){{0,3}}?{_VERB}\b",
    rf"(?:can|could|will|would|should|shall|cant|couldnt|wont|wouldnt) (?:{_THEM}|{_THAT}|my|the|your|people|college|"
    r"school|a|an|any|mum|dad|teachers|other) [^ ]",
    r"(?:will|would|could) (?:not )?[^ ]+ing [^ ]",
    r"if .* (?:do|will|can|would|could|does|is|are) (?:i|they|you|we|it|he|she)\b",
    r"(?:can|could|will|would|should|shall|cant|couldnt) (?:i|you|he|she|we|they|it)$",
    r"(?:have|had) (?:you|they|we|i)\b",
    r"has (?:anyone|anybody|he|she|it|my|the|your|college|everyone)\b",
    r"(?:why|whys|whos|whose|wheres|whens|hows|whats)\b",
    r"(?:what|which)\b(?!.* (?:is|its|are|was)\b)",
    r"(?:what|which) (?:is|are|was|do|does|did|will|would|can|could|should|has|have|am|about|kind|sort|type|time|"
    r"day|level|year|happens|the|you|he|she|they|job|jobs|course|courses|college|plan|did|else|even|actually)\b",
    r"who (?!i\b|helps|supports|looks|lives)[^ ]",
    r"who$|where$|when$|how$",
    r"where (?:is|are|do|does|did|can|could|will|would|should|am|you)\b",
    r"when (?:is|are|do|does|did|can|could|will|would|should|am)\b",
    r"how (?:is|are|do|does|did|can|could|will|would|should|was|has|have|come|about|am|you)\b",
    r"how (?:long|much|many|big|far|old|often|hard|early|late|close|soon|good|easy|bad|well|high) (?!the\b|it\b)",
    r"difference between|any (?:ideas?|idea|jokes|tips|help|advice|chance|suggestions|news|examples?)\b",
    r"(?:you|got any|got a) .*\?$",
)
# Asked of us wherever it stands in a sentence.
_QUESTIONS_WITHIN = (
    r"(?:what|wot) (?:do|does|did|you) (?:you|that|this|it)? ?mean",
    r"whats (?:that|this|it) (?:mean|about|for|got)",
    r"(?:do|did|are|have|were) you\b",
    r"how (?:do|does|can|did) (?:i|you|they|it)\b",
    r"(?:have|got|quick|1|had) (?:a |another )?question(?: for you)?$",
    r"(?:was|am|just|been) wondering",
    r"(?:need|want|get) (?:some )?more (?:info|information|details)",
    r"(?<!know )(?<!sure )(?<!idea )(?<!care )(?<!matter )(?<!saying )(?<!no )what$",
    r"or what\b|or not\?$|stands? for\b|never heard of\b|(?<!to )(?<!it )(?<!people )(?<!someone )(?<!teachers )explain$|"
    r"(?<!get )(?<!have )(?<!got )(?<!need )(?<!want )any (?:help|ideas?|chance|tips)$",
    r"whats (?:the|that|it|this|a|an) (?:diff|difference|stand|all about|like|point|use)",
    r"(?:whats|what is|what are) (?:that|it|they|those|them)$",
    r"(?:i|id) (?:want|need|like) to know (?:what|how|if|when|who|why|where|about|more|which|whether)\b",
)
_TOLD_US = (
    r"(?:can you |could you |will you |would you )?"
    r"(?:tell|give|make|sing|play|send|buy|ask|find|teach|draw|write|get|show|lend|let) (?:me|us|him|her)\b",
    r"(?:explain|describe|define|google|search|guess|imagine|remember|repeat|listen|look|shut|hurry|prove|sing|"
    r"stop|bite|kiss|suck|eat|try) (?:it|that|this|up|on|off|me|my|your|a|an|the|asking|talking|being|saying|what|"
    r"supported|apprenticeships?|college|levels?)\b",
)
# The same, and never an answer, even where a learner may tell us what to do.
_TOLD_US_ANYWHERE = (
    r"(?:tell|give|sing|send|write|make|do|know|say|read|play|got|want) (?:me |us )?(?:a |an |some |another |any |"
    r"your )?(?:good |funny |best |sad )?(?:jokes?|story|stories|riddles?|songs?|poems?|facts?|rap|sandwich|money|"
    r"something (?:funny|about|else|interesting|cool|nice))\b",
    r"(?:draw|sing|buy|lend|order) (?:me|us) ",
    r"(?:show|tell|see|find|give) (?:me |us )?(?:the |some |my |what )?(?:courses|matches|plan|results|list)\b",
    r"(?:show|find|draw) me (?:a |some )?(?:[^ ]+ )?(?:picture|pictures|photo|photos|video|videos) of ",
    r"give me a break|be quiet$|shut up|shut it|go away|do 1$|get lost|piss off|fuck off|sod off|bog off|jog on|"
    r"bugger off|get stuffed|get a life|grow up|calm down$|chill out$|talk to (?:my|the) hand|hurry up|"
    r"talk to me (?:properly|about)|get on with it|ask me (?:something|another|about)|mind your own|"
    r"dont tell me|you tell me|guess what|make me a\b|^stop (?:asking|talking|it|that|being|saying)",
)
_OF_US = (
    r"your (?!own\b|turn\b|choice\b|call\b)[^ ]",
    r"you (?:are|were|arent|just|keep|kept|suck|annoy|smell|stink|sound|bore|ask|asked|already|said|told|talk|talking|"
    r"serious|stupid|dumb|mad|crazy|wish|what|know nothing|sure|on about|having|made|looking|lied|lie|cant even|"
    r"wouldnt|should know|must be|two|all|lot|don t|aint|is|wot|alright|reckon|scare|confuse|do you|did)\b",
    r"you (?:dont|didnt|do not|never|cant|couldnt|wont) (?:even |really |actually )?(?:know (?:me|my|anything|"
    r"nothing|what you|what im)|get (?:it|me|what)|understand|listen|help|care|even|answer|make|need to know|work|"
    r"read|hear|shut|stop|have a clue|tell me)\b",
)
_OF_US_ANYWHERE = (
    r"(?:i|we) (?:hate|love|like|miss|trust|hear|dont trust|dont like|dont believe|dont want|cant stand|want|despise) "
    r"you\b(?! (?:to|can|all|tube))",
    r"^no (?:you|your)\b|(?:from|visit|screw|sod|damn|stuff|forget|bless|blame|of|marry|about|hate|with|than) you$",
    r"(?:who|what) (?:are|r|is) (?:you|your)\b|(?:are|how are) you (?:a|an|real|human|okay|stupid|busy|there|deaf|sure)",
    r"(?:made|built|created|programmed|invented|cost) you\b|do you cost|nothing to do with you|not telling you$",
    r"(?:this|that|these|your|stupid|same|more|many|next|another|last|silly|dumb|hard|no) questions?\b"
    r"(?! (?:i |in |on |my |at ))|questions? (?:left|now|again|later|are|is)\b",
    r"(?:this|the) (?:app|bot|chat|chatbot|website|site|quiz|survey|form)\b",
)
_FED_UP = (
    r"(?:im |i am |so |well |getting |really |just )*(?:bored|tired|sick|fed up|done|annoyed|angry|stressed)"
    r"(?: and tired)? (?:of|with|at|by|about) (?:this|these|that|it|it all|you|answering|talking|doing this)$",
    r"(?:making|make|makes|getting|stressing|doing|driving|winding) (?:me|my) (?:so |really )?(?:angry|mad|cross|crazy|"
    r"annoyed|out|head in|nuts|mental|up)$",
    r"(?:cant|cannot|couldnt|cba|not) (?:be )?(?:bothered|arsed|asked) (?:with|to do|doing|answering) (?:this|it|these|"
    r"that)",
    r"(?:going|keep|keeps) (?:going )?on and on|keep going on\b",
    r"(?:this|it|that)s? (?:is|are|has|been)? ?(?:so |well |really |too |just |a bit |bare |proper |very |taking |such "
    r"a )*(?:boring|long|pointless|stupid|dumb|rubbish|annoying|joke|waste|taking|taken|ages|rank|shit|crap|dead|"
    r"forever|ridiculous)\b(?! (?:journey|way|walk|day|drive|trip|ride))",
    r"(?:this|it) (?:is )?(?:taking|taken|took) ",
    r"(?:been|was) on (?:here|this) ",
    r"(?:got|need|have) to go (?:now|soon|in a|bye)|(?:then|but) i (?:got|have|need) to go$|got to dash|be right back",
    r"^(?:im|i am) (?:leaving|going|off|out|done)(?: now| home)?$",
    r"whos? (?:asked|asking|cares)|what a joke|waste of (?:my )?time",
)
# Chat about their day: somebody has just done something, which says nothing of who or what they choose.
_NEWS = (
    r"my [^ ]+(?: [^ ]+)? (?:just|has just|have just) [^ ]",
    r"my [^ ]+(?: [^ ]+)? (?:is|are|was|were)? ?(?:calling|shouting|ringing|crying|barking|fighting|arguing|died|"
    r"dying|coming in|walked|broke|broken|sick|ill|annoying|dead|late|a nightmare|doing my head)\b",
    r"my [^ ]+(?: [^ ]+)? (?:is|are|was) (?:so |well |really |proper |such |bare |being |very )+",
    r"theres (?:a|an) [^ ]+ (?:in|on|under|at|outside) |i (?:really )?miss (?:my|him|her|them)\b|my [^ ]+ says hi\b",
)
# Questions that are answered by telling others what to do, or what may be done.
_TELLING_ANSWERS = frozenset(
    ("what_helps", "hard_day_help", "how_i_learn", "how_to_talk", "want_to_know", "contact_supporters", "anything_else",
     "hard_day_signs", "keep_plan", "begin", "after_help", "heard_right", "carry_on")
)  # fmt: skip
# Questions that may be answered by asking for what is wanted: "can you read it to me", "can we do it another day".
_REQUESTED = frozenset(("how_to_talk", "begin", "heard_right", "keep_plan", "carry_on", "after_help"))
_REQUEST = re.compile(r"\b(?:can|could|may) (?:i|you|we|it)\b")
_NEWS_IS_NO_ANSWER = frozenset(("decision_supporters", "interests", "support_now", "travel", "contact_supporters"))
_ASKING_ANSWERS = "want_to_know"  # its values are themselves questions
_FREE_WORDS = frozenset(("strength_example", "dream_job", "anything_else"))
# In the midst of a sentence these ask, but not after a word that tells of knowing: "dont know what it is".
_ASKS_MIDWAY = re.compile(
    r"(?P<before>[^ ]+) (?:what|why|how much|how many|how long|where|who) (?:does|do|would|will|happens|happened|happend|"
    r"not|should|can|is it|is that|are they|did|in it)\b|(?P<then>[^ ]+) (?:is there|will i|can i|can you|do they|do i|"
    r"should i|would i|could i|is he|is she|are there|do we|will they|can they|does it|does that|is it)\b"
)
_KNOWING = frozenset(
    "know knowing knows knew sure idea understand see seeing like about told tell telling me care matter forget remember "
    "and on of to out explain explains no not learn clue hear depends thats is its at for exactly just out people person i thing problem "
    "someone somebody everyone those teachers staff friends others anyone".split()
)
_WORRIED = re.compile(r"(?:what|wat|wot) (?:if|about)\b")
_OF_TOPIC = re.compile(r"\b(?:they|them|em|it|that|thats|those|he|she|1)\b")
LEAST_VALUE_WORDS = 2
MOST_UNNAMED = 1
MOST_FREE_WORDS = 12  # a longer text, where any words are an answer, is a story, whatever is said in it


def _any(patterns: Sequence[str], *, at_start: bool) -> re.Pattern[str]:
    return re.compile((r"^(?:%s)" if at_start else r"(?:^|(?<= ))(?:%s)") % "|".join(patterns))


_ASKS, _ASKS_WITHIN = _any(_QUESTIONS, at_start=True), _any(_QUESTIONS_WITHIN, at_start=False)
_CALLS, _CALLS_WITHIN = _any(_TOLD_US, at_start=True), _any(_TOLD_US_ANYWHERE, at_start=False)
_SPEAKS_OF_US, _SPEAKS_OF_US_WITHIN = _any(_OF_US, at_start=True), _any(_OF_US_ANYWHERE, at_start=False)
_IS_FED_UP, _TELLS_NEWS = _any(_FED_UP, at_start=False), _any(_NEWS, at_start=True)


def asides(asked: str | None, text: str, vocabulary: Vocabulary) -> list[Clause]:
    """Return the parts of a text that are said to us, or asked of us, and answer nothing.

    A sentence is aside from where that begins to its end, and whole where it asks of what it names first:
    "apprenticeships, do they pay you".
    """
    sentences = list(_split(_SENTENCES, text, 0))
    found: list[Clause] = []
    for at, sentence in enumerate(sentences):
        aside = _aside_in(asked, sentence, vocabulary)
        if aside is not None and at and _asks_of(sentences[at - 1], aside):
            found.append(sentences[at - 1])
        found += [] if aside is None else [aside]
    if asked in _FREE_WORDS:
        whole = sum(len(part.text) for part in found) >= len(text.strip())
        return found if whole and len(text.split()) <= MOST_FREE_WORDS else []
    return found


def _split(pattern: re.Pattern[str], text: str, start: int) -> Iterator[Clause]:
    for match in pattern.finditer(text):
        if match[0].strip():
            yield Clause(match[0], start + match.start(), start + match.end())


def _asks_of(before: Clause, aside: Clause) -> bool:
    """Return whether a question is about what was named just before it: "supported internship?? whats that"."""
    return before.text.rstrip().endswith("?") and _OF_TOPIC.search(aside.text.lower()) is not None


def _aside_in(asked: str | None, sentence: Clause, vocabulary: Vocabulary) -> Clause | None:
    parts = list(_split(_PARTS, sentence.text, sentence.start))
    for at, part in enumerate(parts):
        if is_aside(asked, part.text, vocabulary):
            start = sentence.start if at and _OF_TOPIC.search(part.text.lower()) else part.start
            return Clause(sentence.text[start - sentence.start :], start, sentence.end)
    return None


def is_aside(asked: str | None, text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a part of a sentence is said to us, or asked of us."""
    words = vocabulary.language.split(text)
    said = _LEAD.sub("", " ".join(word for word in words if word not in BREAKS))
    if "?" in text:
        said += "?"
    plain = said.rstrip("?")
    if _SPEAKS_OF_US_WITHIN.search(plain) or _CALLS_WITHIN.search(plain):
        return _unnamed(asked, plain, vocabulary) > MOST_UNNAMED
    if _IS_FED_UP.search(plain):
        return True
    if asked in _REQUESTED and _REQUEST.search(plain):
        return False
    if asked != _ASKING_ANSWERS and _asks_within(said, plain):
        return True
    if _asked_of_us(asked, said, plain) or _told_us(asked, plain):
        return _unnamed(asked, plain, vocabulary) == len(plain.split())
    return asked in _NEWS_IS_NO_ANSWER and _TELLS_NEWS.search(plain) is not None


def _asked_of_us(asked: str | None, said: str, plain: str) -> bool:
    if asked == _ASKING_ANSWERS or (asked == "worries" and _WORRIED.match(plain)):
        return False
    return bool(_ASKS.search(said) or _ASKS.search(plain))


def _asks_within(said: str, plain: str) -> bool:
    midway = _ASKS_MIDWAY.search(plain)
    asks = midway is not None and (midway["before"] or midway["then"]) not in _KNOWING
    return asks or _ASKS_WITHIN.search(said) is not None


def _told_us(asked: str | None, plain: str) -> bool:
    if asked is None or asked in _TELLING_ANSWERS or section_of_slot(asked):
        return False
    return bool(_CALLS.search(plain) or _SPEAKS_OF_US.search(plain))


def _unnamed(asked: str | None, said: str, vocabulary: Vocabulary) -> int:
    """Return how many words are not of the phrase for a value with which a text begins: "leave me alone"."""
    words = said.split()
    name = "sharing" if asked is not None and section_of_slot(asked) else asked
    if name is None or name not in vocabulary.questions:
        return len(words)
    first = next(iter(vocabulary.reader(name).spot(words)), None)
    named = first is not None and first.meaning is Meaning.VALUE and first.at == 0
    long_enough = first is not None and named and len(first.words) >= LEAST_VALUE_WORDS
    return len(words) - len(first.words) if first is not None and long_enough else len(words)
