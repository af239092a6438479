using AzureDevOpsEmulator;
using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Profiles;
using ConnectWizard.Wizard;
using ConnectWizard.Wizard.Provider;

namespace ConnectWizard.Demo;

/// <summary>Goes through the wizard for the samples, with its answers, its check and its creation.</summary>
internal sealed class SeedWizard(IServiceScopeFactory scopes, Emulator emulator, CloudSetup cloud, TimeProvider time)
{
    /// <summary>Whose drafts and account the samples are: no browser, for those are hashes.</summary>
    public static Actor Actor { get; } = new(new OwnerId("demo"), BrowserOwner.Workspace);

    public ServerTarget TargetOf(SeedConnection connection)
    {
        if (connection.IsServices)
            return cloud.TargetOf(connection.Collection);
        var server = emulator.Servers.Single(one => one.Name == connection.Server);
        return ParsedTarget.Parse(server.BaseUrl.AbsoluteUri, connection.Collection).Target!;
    }

    /// <param name="account">Signs in to Azure DevOps Services; null for a server.</param>
    public async Task<BuildProfile> CreateAsync(SeedConnection connection, SeedProfile profile, AccountId? account, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var state = ActivatorUtilities.CreateInstance<ConnectionState>(scope.ServiceProvider, new SeedBrowser());
        var target = TargetOf(connection);
        await state.BeginAsync(new ProviderChoice(target.Provider), cancellationToken);
        Require(await state.ChangeAsync(draft => account is { } id ? WithAccount(draft, id) : WithServer(draft), cancellationToken));
        if (account is null)
            state.SetToken(new Secret(emulator.Tokens.Single(token => token.Name == "full").Value));
        if ((await state.RunCheckAsync(_ => { }, cancellationToken)).Result.Failure is { } failure)
            throw new InvalidOperationException($"The check of {target.Url} failed: {failure.Code}.");
        var found = Require(await state.FindRepositoryAsync(profile.Project, profile.Repository, cancellationToken));
        var repository = found.ToChoice();
        Require(await state.ChangeAsync(draft => draft.WithRepository(repository) with { CheckAccepted = true }, cancellationToken));
        return Require(await state.CreateAsync(new ReviewAnswers(profile.Name, found.DefaultBranch!, TriggerPush: true, TriggerPullRequest: true), cancellationToken));

        ConnectionDraft WithServer(ConnectionDraft draft) =>
            draft.WithServer(new ServerAnswers { Name = connection.Name, Url = target.Address.BaseUrl, Collection = target.Collection }).WithTarget(target)
                .WithTokenEnd(connection.TokenLifetime is { } life ? CredentialExpiry.DayOf(time.GetUtcNow() + life, zone: null) : null);

        ConnectionDraft WithAccount(ConnectionDraft draft, AccountId id) => draft.WithAccount(id).WithOrganization(target, connection.Name);
    }

    /// <exception cref="InvalidOperationException">The emulated world refused what the samples need.</exception>
    public static T Require<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException($"A sample could not be made: {result.Problem.Code}.");

    private sealed class SeedBrowser : IBrowserIdentity
    {
        public WorkspaceId Workspace => Actor.Workspace;

        public ValueTask<OwnerId> GetOwnerAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Actor.Owner);

        public ValueTask<string?> GetAddressAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
    }
}
