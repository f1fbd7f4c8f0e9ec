<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en">
<context>
    <name>Agreed</name>
    <message numerus="yes">
        <source>and %n agreed besides</source>
        <translation>
            <numerusform>and %n agreed besides</numerusform>
            <numerusform>and %n agreed besides</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgreementsPanel</name>
    <message numerus="yes">
        <source>%n agreement(s)</source>
        <translation>
            <numerusform>%n agreement</numerusform>
            <numerusform>%n agreements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BetweenCard</name>
    <message numerus="yes">
        <source>Show more (%n left)</source>
        <translation>
            <numerusform>Show more (%n left)</numerusform>
            <numerusform>Show more (%n left)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BinPanel</name>
    <message numerus="yes">
        <source>%n thing(s) you can still put back</source>
        <translation>
            <numerusform>%n thing you can still put back</numerusform>
            <numerusform>%n things you can still put back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BookletPanel</name>
    <message numerus="yes">
        <source>Summaries of %n sessions, {name}</source>
        <translation>
            <numerusform>Summaries of %n sessions, {name}</numerusform>
            <numerusform>Summaries of %n sessions, {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BriefColumn</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message numerus="yes">
        <source>%n change(s).</source>
        <translation>
            <numerusform>%n change.</numerusform>
            <numerusform>%n changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientsPanel</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted, %n</source>
        <translation>
            <numerusform>Deleted, %n</numerusform>
            <numerusform>Deleted, %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Consents</name>
    <message numerus="yes">
        <source>Consents (%n)</source>
        <translation>
            <numerusform>Consents (%n)</numerusform>
            <numerusform>Consents (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactsPanel</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayButton</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message numerus="yes">
        <source>%n clause(s) without an answer so far.</source>
        <translation>
            <numerusform>%n clause without an answer so far.</numerusform>
            <numerusform>%n clauses without an answer so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Former</name>
    <message numerus="yes">
        <source>How it was before (%n)</source>
        <translation>
            <numerusform>How it was before (%n)</numerusform>
            <numerusform>How it was before (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoalsPart</name>
    <message numerus="yes">
        <source>Goals that ended (%n)</source>
        <translation>
            <numerusform>Goals that ended (%n)</numerusform>
            <numerusform>Goals that ended (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HowWeWork</name>
    <message numerus="yes">
        <source>More in their words (%n)</source>
        <translation>
            <numerusform>More in their words (%n)</numerusform>
            <numerusform>More in their words (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockBanner</name>
    <message numerus="yes">
        <source>Locking in %n second(s). Press any key or move the mouse to stay.</source>
        <translation>
            <numerusform>Locking in %n second. Press any key or move the mouse to stay.</numerusform>
            <numerusform>Locking in %n seconds. Press any key or move the mouse to stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Points</name>
    <message numerus="yes">
        <source>Earlier (%n)</source>
        <translation>
            <numerusform>Earlier (%n)</numerusform>
            <numerusform>Earlier (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderCard</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message numerus="yes">
        <source>A session begins in %n minute(s).</source>
        <translation>
            <numerusform>A session begins in %n minute.</numerusform>
            <numerusform>A session begins in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RitualStrip</name>
    <message numerus="yes">
        <source>%n more after this</source>
        <translation>
            <numerusform>%n more after this</numerusform>
            <numerusform>%n more after this</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rituals</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaidBetween</name>
    <message numerus="yes">
        <source>and %n earlier</source>
        <translation>
            <numerusform>and %n earlier</numerusform>
            <numerusform>and %n earlier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentencesCard</name>
    <message numerus="yes">
        <source>%n earlier sentence(s) are in the table.</source>
        <translation>
            <numerusform>%n earlier sentence are in the table.</numerusform>
            <numerusform>%n earlier sentences are in the table.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still earlier one(s) are with each client.</source>
        <translation>
            <numerusform>%n still earlier one are with each client.</numerusform>
            <numerusform>%n still earlier ones are with each client.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shared</name>
    <message numerus="yes">
        <source>What has been shared (%n)</source>
        <translation>
            <numerusform>What has been shared (%n)</numerusform>
            <numerusform>What has been shared (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TheWay</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPanel</name>
    <message numerus="yes">
        <source>%n thing(s) between you and your clients</source>
        <translation>
            <numerusform>%n thing between you and your clients</numerusform>
            <numerusform>%n things between you and your clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnplannedList</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>backups</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It opens. Not as signed or added: %n document(s). Try an older backup, too.</source>
        <translation>
            <numerusform>It opens. Not as signed or added: %n document. Try an older backup, too.</numerusform>
            <numerusform>It opens. Not as signed or added: %n documents. Try an older backup, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its bits are right. Not as signed or added: %n document(s).</source>
        <translation>
            <numerusform>Its bits are right. Not as signed or added: %n document.</numerusform>
            <numerusform>Its bits are right. Not as signed or added: %n documents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bin</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n signed agreement(s)</source>
        <translation>
            <numerusform>%n signed agreement</numerusform>
            <numerusform>%n signed agreements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of what was handed out</source>
        <translation>
            <numerusform>%n record of what was handed out</numerusform>
            <numerusform>%n records of what was handed out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leaves by itself in %n day(s)</source>
        <translation>
            <numerusform>Leaves by itself in %n day</numerusform>
            <numerusform>Leaves by itself in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brief</name>
    <message numerus="yes">
        <source>Last session: %n day(s) ago</source>
        <translation>
            <numerusform>Last session: %n day ago</numerusform>
            <numerusform>Last session: %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In touch %n day(s) ago</source>
        <translation>
            <numerusform>In touch %n day ago</numerusform>
            <numerusform>In touch %n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>calendar</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>clients</name>
    <message numerus="yes">
        <source>%n planned</source>
        <translation>
            <numerusform>%n planned</numerusform>
            <numerusform>%n planned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n session(s)</source>
        <translation>
            <numerusform>every %n session</numerusform>
            <numerusform>every %n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>every %n week(s)</source>
        <translation>
            <numerusform>every %n week</numerusform>
            <numerusform>every %n weeks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>library</name>
    <message numerus="yes">
        <source>%n prompt(s) saved as {name}, and no word of a client.</source>
        <translation>
            <numerusform>%n prompt saved as {name}, and no word of a client.</numerusform>
            <numerusform>%n prompts saved as {name}, and no word of a client.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s) taken over.</source>
        <translation>
            <numerusform>%n prompt taken over.</numerusform>
            <numerusform>%n prompts taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Used %n time(s).</source>
        <translation>
            <numerusform>Used %n time.</numerusform>
            <numerusform>Used %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It opened something %n time(s).</source>
        <translation>
            <numerusform>It opened something %n time.</numerusform>
            <numerusform>It opened something %n times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>names</name>
    <message numerus="yes">
        <source>{first}, {second} and %n other(s)</source>
        <translation>
            <numerusform>{first}, {second} and %n other</numerusform>
            <numerusform>{first}, {second} and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message numerus="yes">
        <source>To be asked again after %n session(s).</source>
        <translation>
            <numerusform>To be asked again after %n session.</numerusform>
            <numerusform>To be asked again after %n sessions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prompts</name>
    <message numerus="yes">
        <source>opened something %n time(s)</source>
        <translation>
            <numerusform>opened something %n time</numerusform>
            <numerusform>opened something %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message numerus="yes">
        <source>“{theme}” came up in %n session(s). What does it ask for?</source>
        <translation>
            <numerusform>“{theme}” came up in %n session. What does it ask for?</numerusform>
            <numerusform>“{theme}” came up in %n sessions. What does it ask for?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Silence came up in %n session(s). What might it be saying?</source>
        <translation>
            <numerusform>Silence came up in %n session. What might it be saying?</numerusform>
            <numerusform>Silence came up in %n sessions. What might it be saying?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n session(s) more was told than seemed to be meant. What would feel like enough?</source>
        <translation>
            <numerusform>In %n session more was told than seemed to be meant. What would feel like enough?</numerusform>
            <numerusform>In %n sessions more was told than seemed to be meant. What would feel like enough?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A boundary was on your mind in %n session(s). What do you both want it to be?</source>
        <translation>
            <numerusform>A boundary was on your mind in %n session. What do you both want it to be?</numerusform>
            <numerusform>A boundary was on your mind in %n sessions. What do you both want it to be?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n session(s) your usual way did not seem to fit. What would fit {name}?</source>
        <translation>
            <numerusform>In %n session your usual way did not seem to fit. What would fit {name}?</numerusform>
            <numerusform>In %n sessions your usual way did not seem to fit. What would fit {name}?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n session(s) something may have been read otherwise than it was meant. When could you ask?</source>
        <translation>
            <numerusform>In %n session something may have been read otherwise than it was meant. When could you ask?</numerusform>
            <numerusform>In %n sessions something may have been read otherwise than it was meant. When could you ask?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Customs that differ came up in %n session(s). What would {name} like you to know?</source>
        <translation>
            <numerusform>Customs that differ came up in %n session. What would {name} like you to know?</numerusform>
            <numerusform>Customs that differ came up in %n sessions. What would {name} like you to know?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rituals</name>
    <message numerus="yes">
        <source>every %n session(s)</source>
        <translation>
            <numerusform>every %n session</numerusform>
            <numerusform>every %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>today</name>
    <message numerus="yes">
        <source>With %n client(s): {ritual}</source>
        <translation>
            <numerusform>With %n client: {ritual}</numerusform>
            <numerusform>With %n clients: {ritual}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing was agreed about breaks: this stands here after %n week(s).</source>
        <translation>
            <numerusform>Nothing was agreed about breaks: this stands here after %n week.</numerusform>
            <numerusform>Nothing was agreed about breaks: this stands here after %n weeks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A break of %n week(s) was agreed.</source>
        <translation>
            <numerusform>A break of %n week was agreed.</numerusform>
            <numerusform>A break of %n weeks was agreed.</numerusform>
        </translation>
    </message>
</context>
</TS>