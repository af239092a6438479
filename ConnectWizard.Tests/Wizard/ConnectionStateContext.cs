using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Xunit;

namespace ConnectWizard.Wizard;

public abstract class ConnectionStateContext : IDisposable
{
    private protected static readonly ServerTarget Other = new(new ServerAddress("https", "other.example", 443, ""), "Space Missions");
    private protected static readonly Secret NewerToken = new("a newer token");
    private protected readonly DraftFixture _drafts = new();
    private protected readonly ICredentialStore _credentials = Substitute.For<ICredentialStore>();
    private protected readonly IConnectionCheck _check = Substitute.For<IConnectionCheck>();
    private protected readonly CloudFixture _cloud = new();
    private protected readonly ScriptedGateway _gateway = new() { Git = (_, _, _) => Scripted.ApiResponse(new GitAnswer(1, [])) };
    private protected readonly ManualTime _time = new();
    private protected readonly ConnectionState _state;

    private protected ConnectionStateContext()
    {
        _drafts.Draft = _drafts.Draft with { Credential = null, Facts = null, CheckAccepted = false };
        _credentials.OpenAsync(default, default, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.CredentialNeeded));
        _state = new ConnectionState(
            _drafts, _credentials, Substitute.For<IConnectionStore>(), Substitute.For<IProfileStore>(), _drafts,
            _cloud.Accounts, _cloud.Tokens, _cloud.Identities, _cloud.Setup,
            _gateway, _gateway, _gateway, _cloud.Gateway, Substitute.For<IServiceHooksGateway>(), _check,
            new RepositoryCatalog(_gateway, TimeProvider.System, NullLogger<RepositoryCatalog>.Instance), Substitute.For<IProfileWebhooks>(), _time);
    }

    public void Dispose()
    {
        _state.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected Task<CheckRunResult> CheckAsync() => _state.RunCheckAsync(_ => { }, Cancellation);

    /// <summary>How the check ends, and what happens while it runs.</summary>
    private protected void CheckEnds(CheckItemState token = CheckItemState.Passed, bool passes = true, Action? meanwhile = null) =>
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ =>
        {
            meanwhile?.Invoke();
            var last = new CheckItem(CheckItemId.Webhooks, CheckItemState.Failed) { Problem = new Problem(ProblemCode.TimedOut) };
            var items = Enum.GetValues<CheckItemId>().Select(id => id == CheckItemId.Webhooks && !passes ? last : new CheckItem(id, id == CheckItemId.Token ? token : CheckItemState.Passed));
            return new CheckResult([.. items], RepositorySamples.Target, passes ? Drafts.Facts() : null);
        });

    private protected async Task<Secret?> TokenInUseAsync()
    {
        _gateway.Tokens.Clear();
        await _state.AskGitAsync("Mars", "rover", Cancellation);
        return _gateway.Tokens.SingleOrDefault();
    }

    private protected async Task LoadAsAdaAsync(ServerTarget target)
    {
        _drafts.Draft = _drafts.Draft with { Provider = ProviderKind.Services, Cloud = new CloudAnswers { Account = CloudFixture.Ada.Id }, Target = target };
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
    }

    private protected async Task HoldAsync()
    {
        await _state.LoadAsync(_drafts.Draft.Id, Cancellation);
        _state.SetToken(RepositorySamples.Token);
    }
}
