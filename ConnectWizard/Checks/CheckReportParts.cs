using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>What was checked.</summary>
/// <param name="Scheme"><c>https</c> or <c>http</c>.</param>
/// <param name="Host">The server's name.</param>
/// <param name="Port">1 to 65,535.</param>
/// <param name="VirtualDirectory">Empty, or such as <c>/tfs</c>.</param>
/// <param name="Collection">The collection's name.</param>
public sealed record ReportedTarget(string Scheme, string Host, int Port, string VirtualDirectory, string Collection)
{
    private const int MaxNameLength = 300;

    internal static ReportedTarget Of(ServerTarget target, CheckReportRedaction redaction) => new(
        target.Address.Scheme,
        redaction.Clean(target.Address.Host, MaxNameLength),
        target.Address.Port,
        redaction.Clean(target.Address.VirtualDirectory, MaxNameLength),
        redaction.Clean(target.Collection, MaxNameLength));
}

/// <summary>An item of a report.</summary>
/// <param name="Code">As in the page: <c>signin</c>.</param>
/// <param name="Title">As people read it: "Sign-in method".</param>
/// <param name="State"><c>passed</c>, <c>warned</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Milliseconds">How long it took; null for one that was skipped.</param>
/// <param name="Sentence">What was found.</param>
/// <param name="Problem">What went wrong, for a warned or failed item.</param>
/// <param name="Evidence">What was seen.</param>
public sealed record ReportedItem(
    string Code, string Title, string State, long? Milliseconds, string Sentence, ReportedProblem? Problem, IReadOnlyList<ReportedEvidence> Evidence);

/// <summary>A problem of a report, in words.</summary>
/// <param name="Code">As docs/problems.md lists it: <c>tls-untrusted</c>.</param>
/// <param name="Who">Who can mend it.</param>
/// <param name="Field">The field to look at; null where none is to blame.</param>
/// <param name="What">What happened.</param>
/// <param name="Cause">Why it probably did.</param>
/// <param name="Repair">What to do.</param>
/// <param name="Help">The part of our help that explains more, as a path.</param>
public sealed record ReportedProblem(string Code, ResolvedBy Who, string? Field, string What, string Cause, string Repair, string Help);

/// <summary>One thing that was seen.</summary>
public sealed record ReportedEvidence(string Label, string Value);

/// <summary>What a check that passed knows about the other side.</summary>
/// <param name="Product">"Azure DevOps Server 2022.1".</param>
/// <param name="ApiLevel">"7.1".</param>
/// <param name="Account">The account's initials.</param>
/// <param name="Projects">How many projects the token sees; null when they were not counted to the end.</param>
/// <param name="Webhooks">Whether the account may create webhooks.</param>
public sealed record ReportedFacts(string Product, string ApiLevel, string Account, int? Projects, WebhookRight Webhooks);
