using ConnectWizard.Connections;

namespace ConnectWizard.Wizard.Provider;

/// <summary>The answer to the first question.</summary>
/// <param name="Provider">Where the code is.</param>
/// <param name="Account">The account to go on with, whose organizations are authorized already; null to sign in.</param>
public sealed record ProviderChoice(ProviderKind Provider, AccountId? Account = null);

public static class ProviderChoices
{
    public static ConnectionDraft With(this ConnectionDraft draft, ProviderChoice choice) =>
        choice.Account is { } account ? draft.WithProvider(choice.Provider).WithAccount(account) : draft.WithProvider(choice.Provider);
}
