"""How words begin and go on that are said to us, or asked of us: "tell me", "do you", "im bored of this"."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What may come before a question or a call and says nothing of its own.
LEAD = re.compile(
    r"^(?:(?:so|but|and|or|um|erm|er|oh|okay|well|wait|hey|hi|hello|yo|oi|mate|like|please|just|"
    r"actually|also|right|"
    r"anyway|first|hang on|hold on|no but|yes but|sorry but|sorry|wow|ha|bot|dude|man|then|now|because|"
    r"though|"
    r"go on) )+"
)
_THEM = r"(?:i|you|he|she|we|they|someone|somebody|anyone|anybody|everyone)"
_THAT = r"(?:it|this|that|these|those|there)"
_VERB = (
    r"(?:go|get|have|need|count|pay|help|let|do|take|make|know|see|use|give|teach|learn|like|cost|want|"
    r"matter|mean|"
    r"come|start|finish|end|stop|earn|look|say|tell|talk|happen|mind|care|live|keep|ask|work|still|even|"
    r"ever|"
    r"actually|really|always|usually)"
)
_JUDGED = (
    r"(?:good|bad|hard|okay|enough|too|better|worse|easy|free|far|lot|lots|allowed|best|fun|boring|"
    r"scary|worth|"
    r"possible|same|normal|safe|true|real|open|near|expensive|cheap|difficult|important|required|needed)"
)
_WORDS = r"(?:[^ ]+ ){1,5}?"
_QUESTIONS = (
    rf"(?:is|isnt|are|arent|am|was|were) (?:{_THEM}|{_THAT})\b",
    rf"(?:is|are|isnt|arent) {_WORDS}{_JUDGED}\b",
    r"(?:is|are) (?:the|a|an|any|college|school|sixth) [^ ]",
    r"are (?!hard\b|good\b)[^ ]+ [^ ]",
    r"is (?!(?:hard|good|bad|because|when|my|me|not|just|only|very|so|too|really|quiet|better|difficult|"
    r"easy|noise|to|if|"
    r"like|people|loud|big|all|being|when|what)\b)[^ ]+ [^ ]+ [^ ]",
    r"(?:do|does|did|dont|doesnt|didnt) (?:i|you|he|she|we|they)\b(?! not\b)",
    rf"(?:does|did) (?!my\b){_WORDS}{_VERB}\b|does my (?!head\b){_WORDS}{_VERB}\b",
    rf"do (?:(?!and |to |or )[^ ]+ ){{0,2}}?(?:[^ ]{{2,}}s|people|children) (?:(?!and |to |"
    rf"or )[^ ]+ ){{0,3}}?{_VERB}\b",
    rf"(?:can|could|will|would|should|shall|cant|couldnt|wont|wouldnt) (?:{_THEM}|{_THAT}|my|the|your|"
    rf"people|college|"
    r"school|a|an|any|mum|dad|teachers|other) [^ ]",
    r"(?:will|would|could) (?:not )?[^ ]+ing [^ ]",
    r"if .* (?:do|will|can|would|could|does|is|are) (?:i|they|you|we|it|he|she)\b",
    r"(?:can|could|will|would|should|shall|cant|couldnt) (?:i|you|he|she|we|they|it)$",
    r"(?:have|had) (?:you|they|we|i)\b",
    r"has (?:anyone|anybody|he|she|it|my|the|your|college|everyone)\b",
    r"(?:why|whys|whos|whose|wheres|whens|hows|whats)\b",
    r"(?:what|which)\b(?!.* (?:is|its|are|was)\b)",
    r"(?:what|which) (?:is|are|was|do|does|did|will|would|can|could|should|has|have|am|about|kind|sort|"
    r"type|time|"
    r"day|level|year|happens|the|you|he|she|they|job|jobs|course|courses|college|plan|did|else|even|"
    r"actually)\b",
    r"who (?!i\b|helps|supports|looks|lives)[^ ]",
    r"who$|where$|when$|how$",
    r"where (?:is|are|do|does|did|can|could|will|would|should|am|you)\b",
    r"when (?:is|are|do|does|did|can|could|will|would|should|am)\b",
    r"how (?:is|are|do|does|did|can|could|will|would|should|was|has|have|come|about|am|you)\b",
    r"how (?:long|much|many|big|far|old|often|hard|early|late|close|soon|good|easy|bad|well|"
    r"high) (?!the\b|it\b)",
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
    r"worth (?:it|doing|having)\?$|what exactly\b|whats in\b",
    r"no (?:idea|clue) what (?:any of )?(?:that|those|these|it|they|them) (?:is|are|means?)$",
    r"(?:is|are) (?:that|it|this|they) (?:true|right|okay|allowed|normal|bad)$|^i heard (?:that )?[^ ]+ ",
    r"^(?:i )?bet (?:you|they|my)\b|(?:was|am|just|been) wondering",
    r"(?:need|want|get) (?:some )?more (?:info|information|details)",
    r"(?<!know )(?<!sure )(?<!idea )(?<!care )(?<!matter )(?<!saying )(?<!no )what$",
    r"or what\b|or not\?$|(?:vs|versus)\b|stands? for\b|never heard of\b|"
    r"(?<!to )(?<!it )(?<!people )(?<!someone )(?<!teachers )explain$|"
    r"(?<!get )(?<!have )(?<!got )(?<!need )(?<!want )any (?:help|ideas?|chance|tips)$",
    r"whats (?:the|that|it|this|a|an) (?:diff|difference|stand|all about|like|point|use)",
    r"(?:whats|what is|what are) (?:that|it|they|those|them)$",
    r"(?:i|id) (?:want|need|like) to know (?:what|how|if|when|who|why|where|about|more|which|whether)\b",
)
_TOLD_US = (
    r"(?:can you |could you |will you |would you )?"
    r"(?:tell|give|make|sing|play|send|buy|ask|find|teach|draw|write|get|show|lend|let) (?:me|us|him|"
    r"her)\b",
    r"(?:explain|describe|define|google|search|guess|imagine|remember|repeat|listen|look|shut|hurry|"
    r"prove|sing|"
    r"stop|bite|kiss|suck|eat|try) (?:it|that|this|up|on|off|me|my|your|a|an|the|asking|talking|being|"
    r"saying|what|"
    r"supported|apprenticeships?|college|levels?)\b",
)
# The same, and never an answer, even where a learner may tell us what to do.
_TOLD_US_ANYWHERE = (
    r"(?:tell|give|sing|send|write|make|do|know|say|read|play|got|want) (?:me |us )?(?:a |an |some |"
    r"another |any |"
    r"your )?(?:good |funny |best |sad )?(?:jokes?|story|stories|riddles?|songs?|poems?|facts?|rap|"
    r"sandwich|"
    r"something (?:funny|about|else|interesting|cool|nice))\b",
    r"(?:draw|sing|buy|lend|order) (?:me|us) ",
    r"(?:show|tell|see|find|give) (?:me |us )?(?:the |some |my |what )?(?:courses|matches|plan|results|"
    r"list)\b",
    r"(?:show|find|draw) me (?:a |some )?(?:[^ ]+ )?(?:picture|pictures|photo|photos|video|videos) of ",
    r"(?:give|lend|send) (?:me|us) (?:some |your )?money\b",
    r"give me a break|be quiet$|shut up|shut it|go away|do 1$|^get lost|piss off|fuck off|sod off|"
    r"bog off|jog on|"
    r"bugger off|get stuffed|get a life|grow up|calm down$|chill out$|talk to (?:my|the) hand|hurry up|"
    r"talk to me (?:properly|about)|get on with it|ask me (?:something|another|about)|mind your own|"
    r"dont tell me|you tell me|guess what|make me a\b|^stop (?:asking|talking|it|that|being|saying)",
)
_OF_US = (
    r"you (?:are|were|arent|just|keep|kept|suck|annoy|smell|stink|sound|bore|ask|asked|already|said|"
    r"told|talk|talking|"
    r"serious|stupid|dumb|mad|crazy|wish|what|know nothing|sure|on about|having|made|looking|lied|lie|"
    r"cant even|"
    r"wouldnt|should know|must be|two|all|lot|don t|aint|is|wot|alright|reckon|scare|confuse|do you|did)\b",
    r"you (?:dont|didnt|do not|never|cant|couldnt|wont) (?:even |really |actually )?(?:know (?:me|my|"
    r"anything|"
    r"nothing|what you|what im)|get (?:it|me|what)|understand|listen|help|care|even|answer|make|"
    r"need to know|work|"
    r"read|hear|shut|stop|have a clue|tell me)\b",
)
_OF_US_ANYWHERE = (
    r"(?:i|we) (?:hate|love|like|miss|trust|hear|dont trust|dont like|dont believe|dont want|cant stand|"
    r"want|despise) "
    r"you\b(?! (?:to|can|all|tube))",
    r"^your (?!own\b|turn\b|choice\b|call\b)[^ ]|your (?:hair on|horses|face|nose|mouth|gob)\b",
    r"^no you$|^no your\b|(?:from|visit|screw|sod|damn|stuff|forget|bless|blame|of|marry|about|hate|with|"
    r"than) you$",
    r"(?:who|what) (?:are|r|is) (?:you|your)\b|(?:are|how are) you (?:a|an|real|human|okay|stupid|busy|"
    r"there|deaf|sure)",
    r"(?:made|built|created|programmed|invented|cost) you\b|do you cost|nothing to do with you|"
    r"not telling you$",
    r"(?:this|that|these|your|stupid|same|more|many|next|another|last|silly|dumb|hard|no) questions?\b"
    r"(?! (?:i |in |on |my |at ))|questions? (?:left|now|again|later|are|is)\b",
    r"(?:this|the) (?:app|bot|chat|chatbot|website|site|quiz|survey|form)\b",
)
_FED_UP = (
    r"(?:im |i am |so |well |getting |really |just )*(?:bored|tired|sick|fed up|done|annoyed|angry|"
    r"stressed)"
    r"(?: and tired)? (?:of|with|at|by|about) (?:this|these|that|it|it all|you|answering|talking|"
    r"doing this)$",
    r"(?:making|make|makes|getting|stressing|doing|driving|winding) (?:me|my) (?:so |really )?(?:angry|"
    r"mad|cross|crazy|"
    r"annoyed|out|head in|nuts|mental|up)$",
    r"(?:cant|cannot|couldnt|cba|not) (?:be )?(?:bothered|arsed|asked) (?:with|to do|doing|"
    r"answering) (?:this|it|these|"
    r"that)",
    r"(?:going|keep|keeps) (?:going )?on and on|keep going on\b",
    r"(?:this|it|that)s? (?:is|are|has|been)? ?(?:so |well |really |too |just |a bit |bare |proper |"
    r"very |taking |such "
    r"a )*(?:boring|long|pointless|stupid|dumb|rubbish|annoying|joke|waste|taking|taken|ages|rank|shit|"
    r"crap|dead|"
    r"forever|ridiculous)\b(?! (?:journey|way|walk|day|drive|trip|ride))",
    r"(?:this|it) (?:is )?(?:taking|taken|took) ",
    r"(?:been|was) on (?:here|this) ",
    r"(?:has|have) (?:taken|took) |(?:got|need|have) to go (?:now|soon|in a|bye)|(?:then|but) i (?:got|"
    r"have|need) to go$|got to dash|be right back",
    r"^(?:im|i am) (?:leaving|going|off|out|done)(?: now| home)?$",
    r"(?:is|are) for (?:nerds|losers|babies|kids|idiots|boffs|geeks)\b",
    r"(?:this|it|that)s? (?:is )?making m[ey] ",
    r"whos? (?:asked|asking|cares)|what a joke|waste of (?:my )?time",
)
# Chat about their day: somebody has just done something, which says nothing of who or what they choose.
_NEWS = (
    r"my [^ ]+(?: [^ ]+)? (?:just|has just|have just) [^ ]",
    r"my [^ ]+(?: [^ ]+)? (?:is|are|was|were)? ?(?:calling|shouting|ringing|crying|barking|fighting|"
    r"arguing|died|dying|coming in|called|asking|nicked|stolen|got nicked|walked|left|quit|broke|broken|"
    r"sick|ill|annoying|dead|late|a nightmare|doing my head)\b",
    r"my [^ ]+(?: [^ ]+)? (?:is|are|was) (?:so |well |really |proper |such |bare |being |very )+",
    r"my [^ ]+ (?:is|are) (?:rubbish|annoying|horrible|stupid|useless|boring|mean|weird|nosy|rude|funny)$",
    r"theres (?:a|an) [^ ]+ (?:in|on|under|at|outside) |i (?:really )?miss (?:my|him|her|them)\b|"
    r"my [^ ]+ says hi\b",
)
# In the midst of a sentence these ask, but not after a word that tells of knowing: "dont know what it is".
ASKS_MIDWAY = re.compile(
    r"(?P<before>[^ ]+) (?:what|why|how much|how many|how long|where|who) (?:does|do|would|will|happens|"
    r"happened|happend|"
    r"not|should|can|is it|is that|are they|did|in it)\b|(?P<then>[^ ]+) (?:is there|will i|can i|"
    r"can you|do they|do i|"
    r"should i|would i|could i|is he|is she|are there|do we|will they|can they|does it|does that|is it)\b"
)
KNOWING = frozenset(
    (
    "know", "knowing", "knows", "knew", "sure", "idea", "understand", "see", "seeing",
    "like", "about", "told", "tell", "telling", "me", "care", "matter", "forget",
    "remember", "and", "on", "of", "to", "out", "explain", "explains", "no",
    "not", "learn", "clue", "hear", "depends", "thats", "is", "its", "at",
    "for", "exactly", "just", "people", "person", "i", "thing", "problem", "someone",
    "somebody", "everyone", "those", "teachers", "staff", "friends", "others", "anyone",
    )
)
def _any(patterns: Sequence[str], *, at_start: bool) -> re.Pattern[str]:
    return re.compile((r"^(?:%s)" if at_start else r"(?:^|(?<= ))(?:%s)") % "|".join(patterns))


ASKS, ASKS_WITHIN = _any(_QUESTIONS, at_start=True), _any(_QUESTIONS_WITHIN, at_start=False)
CALLS, CALLS_WITHIN = _any(_TOLD_US, at_start=True), _any(_TOLD_US_ANYWHERE, at_start=False)
SPEAKS_OF_US, SPEAKS_OF_US_WITHIN = _any(_OF_US, at_start=True), _any(_OF_US_ANYWHERE, at_start=False)
IS_FED_UP, TELLS_NEWS = _any(_FED_UP, at_start=False), _any(_NEWS, at_start=True)
