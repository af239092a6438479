using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>The items of the check, in their order; the lower-case names are those in the page (<c>check-rung-dns</c>).</summary>
public enum CheckItemId
{
    Address,
    Dns,
    Policy,
    Port,
    Tls,
    Http,
    Product,
    Version,
    SignIn,
    Token,
    Collection,
    Projects,
    Links,
    Git,
    Webhooks,
}

/// <summary>Where an item stands; the lower-case names are those in the page (<c>data-state</c>).</summary>
public enum CheckItemState
{
    Waiting,
    Running,
    Passed,
    Warned,
    Failed,
    Skipped,
}

/// <summary>An item at one moment.</summary>
public sealed record CheckItem(CheckItemId Code, CheckItemState State)
{
    /// <summary>How long it took; null until it ended, and for one that was skipped.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>One sentence: what is being asked, or what was found.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What went wrong, for a warned or failed item.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What was seen.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

/// <summary>How check items and their states are written in pages, reports and the docs.</summary>
public static class CheckItemNames
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this CheckItemId code) => code.ToString().ToLowerInvariant();

    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this CheckItemState state) => state.ToString().ToLowerInvariant();
}
