using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>The rungs of the check, in their order; the lower-case names are those in the page (<c>check-rung-dns</c>).</summary>
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

/// <summary>Where a rung stands; the lower-case names are those in the page (<c>data-state</c>).</summary>
public enum CheckItemState
{
    Waiting,
    Running,
    Passed,
    Warned,
    Failed,
    Skipped,
}

/// <summary>A rung at one moment.</summary>
/// <param name="Code">Which.</param>
/// <param name="State">Where it stands.</param>
public sealed record CheckItem(CheckItemId Code, CheckItemState State)
{
    /// <summary>How long it took; null until it ended, and for one that was skipped.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>One sentence: what is being asked, or what was found.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What went wrong, for a warned or failed rung.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What was seen.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}
