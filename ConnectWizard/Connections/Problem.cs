using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Connections;

/// <summary>
/// An expected failure (or a warning): a code out of a closed list, the values its message speaks about, and the evidence. The words
/// come from <see cref="ProblemText"/>; who can mend it, which field and which rung it belongs to from <see cref="ProblemCatalog"/>.
/// </summary>
/// <param name="Code">Which problem it is.</param>
public sealed record Problem(ProblemCode Code)
{
    /// <summary>Named values for the message's placeholders: <c>host</c>, <c>collection</c>, <c>version</c>, <c>minimum</c> and so on. Never a secret.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What was seen: status, TF or VS number, activity id, certificate. For the person who mends it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>How long the other side asked us to wait, where it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same problem with one more value for its message.</summary>
    public Problem With(string name, string value) =>
        this with { Arguments = new Dictionary<string, string>(Arguments, StringComparer.Ordinal) { [name] = value } };

    /// <summary>The same problem with more evidence behind what there is.</summary>
    public Problem WithEvidence(params IEnumerable<Evidence> more) => this with { Evidence = [.. Evidence, .. more] };
}

/// <summary>One thing that was seen.</summary>
/// <param name="Label">What it is: "Status", "TF number", "Activity id", "Address".</param>
/// <param name="Value">The value as text, already free of secrets and bounded in length.</param>
public sealed record Evidence(string Label, string Value);

/// <summary>Who can mend a problem.</summary>
public enum ResolvedBy
{
    /// <summary>The person in front of the page.</summary>
    You,

    /// <summary>An administrator of the Azure DevOps project.</summary>
    ProjectAdministrator,

    /// <summary>Whoever runs the Azure DevOps Server, its certificate and its settings.</summary>
    ServerAdministrator,

    /// <summary>Whoever runs the network between the two: names, firewalls, proxies.</summary>
    NetworkAdministrator,

    /// <summary>The administrator of the organization or of its Microsoft Entra tenant.</summary>
    OrganizationAdministrator,

    /// <summary>Whoever operates this installation of ConnectWizard.</summary>
    Us,
}

/// <summary>A field of the connection form; its lower-case name is the one in the page (<c>field-error-token</c>).</summary>
public enum ConnectionField
{
    Name,
    Url,
    Collection,
    Token,
}

public static class ConnectionFields
{
    /// <summary>The field's name as pages write it.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this ConnectionField field) => field.ToString().ToLowerInvariant();
}
