using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>What one check against the emulator must come to: at which rung, with which code, and what follows from the code.</summary>
/// <param name="Host">A server or a scene of the emulator's, or an address as typed.</param>
/// <param name="Token">The name of one of the emulator's tokens, another text, or null for none.</param>
/// <param name="CheckItem">Where it is found.</param>
/// <param name="Code">What is found.</param>
/// <param name="Field">The field to look at.</param>
/// <param name="Who">Who can mend it.</param>
public sealed record Finding(string Host, string? Token, CheckItemId CheckItem, ProblemCode Code, ConnectionField? Field, ResolvedBy Who)
{
    public string Collection { get; init; } = "DefaultCollection";

    /// <summary>A repository of <c>Mission Control</c> that is asked for by name.</summary>
    public string? Repository { get; init; }

    /// <summary>Failed; warned; or passed, with a note.</summary>
    public CheckItemState State { get; init; } = CheckItemState.Failed;

    /// <summary>Found by waiting in vain.</summary>
    public bool Hangs => Code == ProblemCode.TimedOut || Host == "drip" || Host.StartsWith("hang-", StringComparison.Ordinal);

    /// <summary>How to see it, for a reader.</summary>
    public string Try => (Host.Length == 0 ? "(nothing)" : Host)
        + (Collection == "DefaultCollection" ? "" : $" with the collection \"{Collection}\"")
        + (Repository is null ? "" : $" with the repository {Repository}")
        + (Token is "full" ? "" : Token is null ? " without a token" : $" with the token \"{Token}\"");
}
