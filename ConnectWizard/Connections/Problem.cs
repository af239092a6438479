using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Connections;

/// <summary>An expected failure or a warning; <see cref="ProblemText"/> has its text, <see cref="ProblemCatalog"/> who can fix it and its field.</summary>
public sealed record Problem(ProblemCode Code)
{
    /// <summary>Named values for the message's placeholders: <c>host</c>, <c>collection</c>, <c>version</c>, <c>minimum</c> and so on. Never a secret.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Status, TF or VS number, activity id, certificate: for whoever fixes it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public Problem With(string name, string value) =>
        this with { Arguments = new Dictionary<string, string>(Arguments, StringComparer.Ordinal) { [name] = value } };

    public Problem WithEvidence(params IEnumerable<Evidence> more) => this with { Evidence = [.. Evidence, .. more] };
}

/// <param name="Value">Free of secrets and bounded in length.</param>
public sealed record Evidence(string Label, string Value);

public enum ResolvedBy
{
    You,
    ProjectAdministrator,
    ServerAdministrator,
    NetworkAdministrator,
    OrganizationAdministrator,
    Us,
}

/// <summary>The lower-case names are those in the page (<c>field-error-token</c>).</summary>
public enum ConnectionField
{
    Name,
    Url,
    Collection,
    Token,
}

public static class ConnectionFields
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this ConnectionField field) => field.ToString().ToLowerInvariant();
}
