"""What questions turn on: patterns of questions, each with what an answer to them has a word of."""

from __future__ import annotations

CUES: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:say|says|said|saying|be|been|is|are|was|feel|feels)(?: \w+)? sorry\b|\bapolog\w+",
        r"apolog|\bsorry|regret",
    ),
    (
        r"\b(?:un)?announced\b|\bin advance\b|\bsurprise (?:visit|inspection|check)"
        r"|\bwithout (?:warning|notice)\b|\b(?:given|advance|prior) (?:\w+ )?(?:notice|warning)\b",
        r"announc|\bnotice|\bwarn|\badvance|notif|surprise|beforehand",
    ),
    (
        r"\b(?:bound|obliged|compelled|legally \w+|required by law) to\b|\bby law\b"
        r"|\b(?:compulsory|mandatory|voluntary|optional|binding|enforceable)\b",
        r"\bmust\b|oblig|\bbound\b|\bbinding|requir|\bdut(?:y|ies)\b|statut|compulsory|mandatory|"
        r"\blegal|\blaws?\b|voluntary|\boption|\bdemand|\badvi[cs]|\bfree to\b",
    ),
    (
        r"\b(?:on average|average|typically|typical|median)\b",
        r"\baverage|\bmean\b|\bmedian\b|\btypical|\busual|\bnormal",
    ),
    (
        r"^\W*(?:and |so )?who(?:['’]?s| is| are| was|['’]ll| will| would| should)? "
        r"(?:actually |really |currently )?(?:be )?(?:runs?|running|leads?|"
        r"leading|heads?|heading|in charge of|manages?|managing)\b",
        r"\b(?:runs?|running|led|leads?|leading|heads?|headed|heading|directors?|governors?|chairs?|"
        r"chaired|manage\w*|in charge|responsib\w+|chief executive|provide[sd] by|contracts?)\b",
    ),
    (
        r"\b(?:who|which [\w ]{1,25}?)(?:['’]?s| is| are| was| has been| will be)(?: now)? "
        r"(?:put |placed |made )?(?:in charge\b|responsible for|heading up|overseeing)\b",
        r"\b(?:in charge|responsib\w+|led|leads?|leading|heads?|headed|overse\w+|"
        r"appointed|runs?)\b",
    ),
    (
        r"^\W*(?:and |so )?who (?:ran|carried out|conducted|led|undertook) "
        r"(?:(?:the|that|this) (?:[\w/-]+ )?"
        r"(?:inspection|review|audit|examination|inquiry)\b|it\W*$)",
        r"\b(?:carried out|conducted|ran|run by|led|leads?|head(?:s|ed)|"
        r"chaired|in charge|undert\w+|\w+ed by|"
        r"(?:chief|lead|principal) (?:inspector|auditor|reviewer)|"
        r"(?:HMI\w+|inspect\w+|auditors?|reviewers?|we) (?:\w+ )?"
        r"(?:visit|inspect|examin|select|audit|review|look|read|check|find|found)\w*)\b",
    ),
    (
        r"^\W*(?:and |so |but )?who(?:['’]?s| is| will|['’]ll)? (?:(?:going|meant|supposed) to )?"
        r"(?:be )?(?:see(?:s|ing)? to|deal(?:s|ing)? with|do(?:es|ing)?|make sure of|handl\w+|"
        r"carry(?:ing)? out|tak(?:es?|ing) care of|oversee\w*) "
        r"(?:it|that|this|them|those|these)\W*$",
        r"\b(?:responsib\w+|own(?:s|er|ed)|overse\w+|led by|leads? on|"
        r"accountable|in charge)\b",
    ),
    (
        r"^\W*(?:and |so )?who(?:['’]?s| is| are| was)? (?:\w+ )?(?:responsible|accountable)"
        r"(?: for (?:(?:the|all|making|these|those|this|that|it|them|its|their) ?)*"
        r"(?:improvements?|changes?|actions?|recommendations?|progress|work)?)?\W*$",
        r"\b(?:responsib\w+|accountab\w+|own(?:s|er|ed)|overse\w+|led by|leads? on|in charge)\b",
    ),
    (
        r"\b(?:chang|happen|improv|done|progress)\w*\b(?: \w+){0,2} since (?:the|that|this) "
        r"(?:(?!last|previous|earlier|first|old|original)[a-z]+ )?"
        r"(?:inspection|report|visit|audit|publication)\b",
        r"\bpromis|\bwill\b|\bhas (?:now|since)\b|\bsince (?:the|that|this|then)\b"
        r"|\bafter the (?:inspection|report|visit|audit)\b",
    ),
    (
        r"\b(?:deliberate(?:ly)?|on purpose|(?:un)?intentional(?:ly)?|by design|"
        r"accidental(?:ly)?|by accident)\b",
        r"\bdeliberat|\bon purpose\b|\bintention|\bintend|\bdesign|\baccident|\bknowing|\bwilful",
    ),
    (
        r"^\W*(?:and |so |but )?what (?:else )?"
        r"(?:(?:was|were|is|has been|had been|got) (?:\w+ )?done"
        r"|(?:did|do|have|has) (?:\w{2,4}|the \w+) (?:do|done))\b"
        r" (?:for|about|to (?:help|protect|support))\b",
        r"\b(?:provid|support|safeguard|help|referr|investigat|review|train|gave|given|took|taken|"
        r"action|improv|implement|contact|visit|offer|arrang|protect|promis|assess|worked|nothing)",
    ),
    (
        r"\b(?:done|doing|did|do) (?:any|some)thing(?! (?:about|for|to|with|wrong|good|right)\b)",
        r"\bpromis|implement|improv|\bworked\b|action|introduc|\btrain(?:ed|ing)|\breviewed|"
        r"\bprogress|\bchanged\b|set up|\bnothing\b",
    ),
    (
        r"^\W*(?:(?:and|so|but) )*(?:has|have) (?:any|some|all|most|none|they|it)\b.*"
        r"\bbeen (?:done|carried out|implemented|completed|met|finished|sorted)\b"
        r"|^\W*(?:(?:and|so|but) )*(?:was|were) (?:it|that|this|they|those|(?:any|all|some|most) "
        r"of (?:it|that|them|those)) (?:\w+ )?"
        r"(?:done|carried out|implemented|completed|met|finished|sorted)\W*$"
        r"|^\W*(?:(?:and|so|but) )*(?:did|do|does|have|has) (?:they|it|we|anyone|the \w+) "
        r"(?:(?:ever|actually|really|all|even|yet) )?(?:do|done|finish(?:ed)?|complet(?:e|ed)|"
        r"carry out|carried out|get round to) (?:it|that|this|them|those|so|"
        r"(?:any|all|some|most) of (?:it|that|them|those))(?: yet| all| then)?\W*$",
        r"\bimplement(?:ed|ing|ation)|carried out|\bcomplet|\bdone\b|\bmet\b|\bfinish|\bin place\b",
    ),
    (
        r"\b(?:bigg|larg|small|busi|rich|poor)(?:est|iest) (?:\w+ )?(?:force|area|council|trust|"
        r"service|county|city|station|department|team|school|home|prison)s?\b",
        r"\bbig|\blarg|\bsmall|\bsize|\bbusi|\brich|\bpoor|\bpopulation",
    ),
    (
        r"\b(?:visit|pick|choos|chos|select|inspect)\w* (?:\w+ )?forces\b"
        r"|\bforces\b.{0,60}\b(?:visit|pick|chosen|select|inspect)",
        r"\b(?:forces|constabular\w+|national\w*)\b|\b(?:each|every|any|another|other|per) force\b",
    ),
    (
        r"^\W*(?:and |so |but )?who (?:do|can|should|could|would|must) "
        r"(?:i|we|you|they|one|anyone|somebody|(?:the )?(?:people|public|residents?|victims?|"
        r"officers?|staff|police|cops?|coppers?|bobb(?:y|ies)|workers?|members?|parents?))\b"
        r".*\b(?:to|with|contact|ring|call|phone|e-?mail|ask)\b",
        r"\bcontact|phon|\bring\b|e-?mail|\bwrit(?:e|ten|ing) to\b|\bsent? to\b|"
        r"\b(?:complain\w*|report\w*|go|turn|talk|speak|apply|address\w*) to\b|\bask for\b|"
        r"\b(?:sought|seek)\b",
    ),
    (
        r"\b(?:ke(?:ep|eps|eping|pt)|honou?r\w*|st[iu]ck to|ma[kd]e good on|deliver(?:ed)? on|"
        r"live[sd]? up to|br(?:eak|oke|oken)) (?:\w+ ){0,3}"
        r"(?:promises?|word|pledges?|commitments?|undertakings?)\b"
        r"|\b(?:promises?|pledges?|commitments?|undertakings?) (?:\w+ ){0,2}"
        r"(?:kept|honou?red|broken|met)\b",
        r"\bkept\b|honou?r|fulfil|implement|carried out|complet|\bdelivered|\bdone\b|\bmet\b|"
        r"\bbroke",
    ),
    (
        r"^\W*(?:(?:and|so|but|ok) )*what (?:(?:happens|will happen|would happen|comes|becomes of "
        r"\w+) )?if\b",
        r"\bif\b|\bwhere\b|\bwhen(?:ever)?\b|\bunless\b|\botherwise\b|\buntil\b|"
        r"\bfailure to\b|\bwould\b|\bpenalt|"
        r"\bsanction|\bconsequence|\bfined?\b|\bwithdraw|\bescalat",
    ),
    (
        r"^\W*(?:(?:and|so|but|ok) )*how many (?:\w+ ){1,3}is (?:that|this|it)\b",
        r"%|\bper ?cent\b|\bpercentage\b",
    ),
    (
        r"\bhow (?:did|do|does|were|was|are|is)\b.{0,40}\b"
        r"(?:cho(?:ose|ose[sn]|se|sen)|pick(?:ed)?|select(?:ed)?|sampled?)\b",
        r"random|\bsampl|criteri|\belect|\bappoint|\bvote|\bdrawn?\b|"
        r"\bevery \w+th\b|\bby lot\b|\b(?:picked|chosen|selected) "
        r"(?:by|from|for|because|as)\b|\b(?:list|spread) of\b",
    ),
    (
        r"\b(?:than|as|like|against|compared? (?:to|with)|beside|versus|vs\.?) "
        r"(?:any |the |most |all )?(?:others?\b|elsewhere|next door|(?:our|its|their) neighbours|"
        r"(?:rest of )?the (?:country|nation)|everyone else|everybody else|anyone else)"
        r"|^\W*(?:and |so |but )?(?:how )?(?:are|do|is|have|did) (?:(?:the|any) )?other (?!of\b)"
        r"|\b(?:are|is|do|does) next door\b",
        r"\bother\b(?! than\b)|\bothers\b|\belsewhere|\bnational|\baverage|\bneighbour|"
        r"\bcompar|\bcountr|\bsimilar|\brank|\bfew\b|\b(?:best|worst|highest|lowest|most|least)\b|"
        r"\bof the \d",
    ),
    (
        r"^\W*(?:and |so |but )?which (?!one\b|of\b)\w+\b.*"
        r"\b(?:most|least|worst|best|highest|lowest|fewest|biggest|largest|smallest|quickest|slowest|longest|shortest)\b",
        r"\b(?:most\w*|least|more|fewer|less|worst|worse|best|better|than|main|mainly|top|bottom|only|"
        r"all|none|half|chief|leading|single|highest|lowest|fewest|furthest|outstanding|poor\w*|weak\w*|"
        r"\w{3,}iest|(?:larg|great|long|short|slow|quick|small|fast|old|young|high|low|few|strong|weak)"
        r"(?:er|est)|just|barely|particular\w*|especially|stood out|singled out)\b",
    ),
    (
        r"^\W*(?:and |so |but )?who (?:was|were|had|did|held|ran|led|used to)\b.*"
        r"\bbefore (?!(?:the|a|an|last|that they|it|they|we|being)\b)[\w’' -]{2,30}\W*$"
        r"|^\W*(?:(?:and|so|but) )*who(?:['’]?s| is| was| were| will be) (?:the |our |their )?"
        r"(?:previous|former|last|old|outgoing|next|new|acting)\b"
        r"|\bpredecessors?\b|\bwho (?:did|has) [\w’' -]{2,30} (?:replace|succeed|take over from)\b"
        r"|\bwho (?:has |is )?(?:took over|tak(?:en|ing) over|replac\w+|succeed\w+)\b",
        r"\bbefore\b|\bformer|\bprevious|\bpredecess|\btook over|\btak(?:es|en|ing) over|"
        r"\breplac|\bsucceed|\bstepp\w+ (?:down|in)|\bacting\b|\btemporary\b|\binterim\b|\bnew\b|"
        r"\buntil\b|\bsince\b.{0,120}\bwhen\b|\bin (?:his|her|their) place\b",
    ),
    (
        r"^\W*(?:and |so |but )?(?:did|has|have|was|were|is|are|what happened|what became)\b.*"
        r"\b(?:in the end|eventually)\b",
        r"\bin the end\b|\beventually|\bfinal|\blater\b|\bsince\b|\bnow\b|\bafter|\bhas\b|\bhave\b|"
        r"\bwon\b|\blost\b|\bnever\b|\bdecided\b|\bupheld\b|\bsettled\b|\bclosed\b|\bstill\b",
    ),
    (
        # What a grade takes, or anything else that is not yet so.
        r"\bwhat (?:would|will|does|do|did|must|should)\b.{0,40}?\b(?:need|take|have to do|do)\b"
        r".{0,30}?\b(?:rated|graded|judged|marked|get|become|reach|score|count as|pass)\b",
        r"\b(?:to be|must|criteri\w+|requir\w+|needs? to|if|when|where|before|condition|"
        r"threshold)\b",
    ),
    (
        r"^\W*(?:(?:and|so|but) )*(?:did|do|does|are|is|have|has) (?:they|it|we|the \w+) "
        r"(?:\w+ )?(?:manag|meet|hit|achiev|stick|keep|do)\w*(?:ing)?(?: to)? "
        r"(?:that|it|this|those)\W*$",
        r"\d ?/ ?\d|%|\bper ?cent\b|\bmet\b|\bmeets?\b|achiev|compl(?:y|ied|iance)",
    ),
    (
        # What people think, of whom a text seldom asks.
        r"^\W*(?:(?:and|so|but) )*(?:do|does|did|are|have|has) (?:the |our |any )?"
        r"(?:victims?|people|public|residents?|staff|officers|parents|patients|tenants|locals|users|"
        r"families|communit(?:y|ies)|women|men|children) (?:\w+ ){0,2}?"
        r"(?:trust|feel|think|believe|like|want|confident|satisfied|happy|worried)\b",
        r"\b(?:trust|confiden|faith|feel|felt|think|thought|believ|want|survey|said|told|ask|complain|"
        r"satisf|happ[iy]|worr)",
    ),
    (r"\bappeal(?:s|ed|ing)?\b", r"appeal|challeng|overturn|contest|object"),
    (
        r"\b(?:need|want|ask|look|take|took|examin)\w*(?: \w+)?(?: \w+)? (?:more|extra|further)\b",
        r"\bmore\b(?! than)|\bfurther\b|\bextra\b|exten[ds]|"
        r"additional|another|longer|too (?:few|many)",
    ),
    (
        r"\b(?:complaint|objection|criticism)s?\b.*\b(?:get|gets|got|receiv\w+|against|about (?:it|"
        r"them|us|the force))\b|\b(?:get|gets|got|receiv\w+|had) (?:\w+ ){0,3}complaints?\b",
        r"\breceiv|\bcomplain\w* (?:\w+ ){0,3}(?:about|against|from|by)\b|\bupheld\b|"
        r"\bcomplained\b|\bcomplaints? (?:were|was|had)\b",
    ),
)
"""What a question may turn on, and what an answer to it has."""
