using System.Diagnostics.CodeAnalysis;
using ConnectWizard.Components;
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

public sealed record CheckItem(CheckItemId Code, CheckItemState State)
{
    /// <summary>Null until it ended, and for one that was skipped.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>One sentence: what is being asked, or what was found.</summary>
    public string Sentence { get; init; } = "";

    public Problem? Problem { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

public static class CheckItemNames
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this CheckItemId code) => code.ToString().ToLowerInvariant();

    [SuppressMessage("Globalization", "CA1308", Justification = "Names in a page are written in lower case.")]
    public static string Name(this CheckItemState state) => state.ToString().ToLowerInvariant();
}

public static class CheckItemText
{
    private static readonly TextResource Words = new("ConnectWizard.Checks.CheckItems");

    public static string Title(CheckItemId code, ProviderKind provider = ProviderKind.Server) =>
        (provider == ProviderKind.Services ? Words.Find($"{code}.title.services") : null) ?? Words.Get($"{code}.title");

    internal static string Sentence(CheckItemId code, string what, params ReadOnlySpan<(string Name, string Value)> values) =>
        Words.Fill($"{code}.{what}", values) ?? throw new InvalidOperationException($"There is no sentence {code}.{what}.");

    /// <summary>The sentence for Azure DevOps Services, where there is one, and otherwise the general one.</summary>
    internal static string SentenceOfServices(CheckItemId code, string what, params ReadOnlySpan<(string Name, string Value)> values) =>
        Words.Fill($"{code}.{what}.services", values) ?? Sentence(code, what, values);

    /// <summary>Where requests of this installation come from, for messages to those who must let them through.</summary>
    internal static string OurAddresses(IReadOnlyList<string> addresses) =>
        Words.Fill("addresses", ("list", string.Join(", ", addresses)))!;
}
