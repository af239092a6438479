using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>A new credential on a connection against the emulated cloud: what would work, and what applying it changes and leaves.</summary>
public sealed class CredentialDryRunTests : IAsyncLifetime
{
    private const string Organization = "spacetech";
    private static readonly OwnerId Owner = new("a browser");
    private readonly StoreFolder _folder = new();
    private RunningApp _app = null!;
    private Connection _connection = null!;
    private BuildProfile _profile = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServerTarget Target => App<CloudSetup>().TargetOf(Organization);

    public async ValueTask InitializeAsync()
    {
        (string, string)[] demo = [("Demo:Enabled", "true"), ("Demo:DataFolder", _folder.In("demo"))];
        _app = await RunningApp.StartAsync(Cancellation, demo, builder => builder.Environment.EnvironmentName = Environments.Development);
        _connection = await ConnectAsync("builder");
        _profile = (await App<IProfileStore>().ListOfConnectionAsync(_connection.Workspace, _connection.Id, Cancellation)).Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_sees_the_same_repositories_takes_over_and_nothing_else_changes()
    {
        var tried = await TryAsync("pipeline");
        tried.Rows.ShouldHaveSingleItem().State.ShouldBe(DryRunState.Works);

        (await App<CredentialDryRun>().ApplyAsync(_connection, tried, by: null, Cancellation)).Succeeded.ShouldBeTrue();

        var moved = await FindAsync();
        moved.Facts.AccountName.ShouldBe("SpaceTech Pipeline");
        (moved with { Credential = _connection.Credential, Facts = _connection.Facts, CheckedAt = _connection.CheckedAt, Health = _connection.Health, LastProblem = _connection.LastProblem }).ShouldBe(_connection);
        (await App<IProfileStore>().FindAsync(_profile.Workspace, _profile.Id, Cancellation)).ShouldBe(_profile);
        (await App<ICredentialStore>().OpenAsync(moved.Workspace, moved.Credential, moved.Target, Cancellation)).Succeeded.ShouldBeTrue();
        (await App<IConnectionStore>().FindFormerAsync(moved.Workspace, moved.Id, Cancellation)).ShouldNotBeNull().Credential.ShouldBe(_connection.Credential);
    }

    [Fact]
    public async Task A_move_to_another_account_is_undone()
    {
        var moved = (await App<CredentialDryRun>().ApplyAsync(_connection, await TryAsync("pipeline"), by: null, Cancellation)).Value!;

        (await App<ConnectionService>().UndoReplacementAsync(new Actor(Owner, _connection.Workspace), moved, Cancellation)).Succeeded.ShouldBeTrue();

        var undone = await FindAsync();
        (undone.Credential, undone.Facts.AccountName).ShouldBe((_connection.Credential, _connection.Facts.AccountName));
        (await App<ICredentialStore>().OpenAsync(undone.Workspace, undone.Credential, undone.Target, Cancellation)).Succeeded.ShouldBeTrue();
        (await TryAsync("pipeline")).CanApply.ShouldBeTrue();
    }

    [Fact]
    public async Task Webhooks_that_it_may_not_create_are_told_and_do_not_stand_in_the_way()
    {
        var tried = await TryAsync("reader");

        tried.Rows.ShouldHaveSingleItem().State.ShouldBe(DryRunState.NoWebhooks);
        tried.CanApply.ShouldBeTrue();
    }

    [Theory]
    [InlineData("outsider", ProblemCode.IdentityNotAdded)]
    [InlineData("unlicensed", ProblemCode.LicenseMissing)]
    public async Task What_fails_the_check_changes_nothing(string client, ProblemCode code)
    {
        var tried = await TryAsync(client);

        tried.Check.Failure!.Code.ShouldBe(code);
        tried.CanApply.ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(() => App<CredentialDryRun>().ApplyAsync(_connection, tried, by: null, Cancellation));
        ((await FindAsync()).Credential, (await FindAsync()).Facts.AccountId).ShouldBe((_connection.Credential, _connection.Facts.AccountId));
    }

    [Fact]
    public async Task A_repository_that_is_not_there_and_a_branch_that_is_not_are_told()
    {
        var store = App<IProfileStore>();
        await ProfileAsync(_profile.Repository with { Id = Guid.NewGuid(), Name = "gone" }, "main", "builder");
        await ProfileAsync(_profile.Repository, "no/such/branch", "builder");
        (await store.ListOfConnectionAsync(_connection.Workspace, _connection.Id, Cancellation)).Count.ShouldBe(3);

        var tried = await TryAsync("pipeline");

        tried.Rows.Select(row => row.State).Order().ShouldBe([DryRunState.Works, DryRunState.NoBranch, DryRunState.Missing]);
        (tried.Broken, tried.CanApply).ShouldBe((2, true));
    }

    [Fact]
    public async Task An_account_that_another_connection_has_is_refused()
    {
        await ConnectAsync("pipeline");

        (await TryAsync("pipeline")).Other.ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_two_that_apply_at_once_one_is_told()
    {
        var (one, other) = (await TryAsync("pipeline"), await TryAsync("reader"));

        (await App<CredentialDryRun>().ApplyAsync(_connection, one, by: null, Cancellation)).Succeeded.ShouldBeTrue();

        var told = (await App<CredentialDryRun>().ApplyAsync(_connection, other, by: null, Cancellation)).Problem!;
        (told.Code, told.Arguments["account"], told.Arguments.ContainsKey(ProblemText.Variant)).ShouldBe((ProblemCode.ConnectionChanged, "SpaceTech Pipeline", false));
        (await FindAsync()).Facts.AccountName.ShouldBe("SpaceTech Pipeline");
    }

    [Fact]
    public async Task A_connection_that_is_deleted_meanwhile_is_told_as_such()
    {
        var tried = await TryAsync("pipeline");
        await App<IConnectionStore>().DeleteAsync(_connection.Workspace, _connection.Id, Cancellation);

        var applied = (await App<CredentialDryRun>().ApplyAsync(_connection, tried, by: null, Cancellation)).Problem!;
        var again = (await App<CredentialDryRun>().RunAsync(_connection, tried.Subject, Cancellation)).Problem!;

        foreach (var told in new[] { applied, again })
            (told.Code, told.Arguments[ProblemText.Variant]).ShouldBe((ProblemCode.ConnectionChanged, "deleted"));
    }

    [Fact]
    public async Task An_account_that_is_removed_after_the_trial_is_told_and_the_connection_stays()
    {
        var tried = await TryAsync("pipeline");
        await App<ICloudAccounts>().SignOutAsync(tried.Subject.Account!.Id, Owner, Cancellation);

        var told = (await App<CredentialDryRun>().ApplyAsync(_connection, tried, by: null, Cancellation)).Problem!;

        (told.Code, told.Arguments[ProblemText.Variant]).ShouldBe((ProblemCode.SignInAgain, "removed"));
        (await FindAsync()).Credential.ShouldBe(_connection.Credential);
    }

    [Fact]
    public async Task An_application_that_is_removed_is_not_told_to_sign_in()
    {
        var account = (await App<ICloudAccounts>().FindOfConnectionAsync(_connection.Id, Cancellation))!;
        await App<ICloudAccounts>().SignOutAsync(account.Id, Owner, Cancellation);

        var told = (await App<ICredentialStore>().OpenAsync(_connection.Workspace, _connection.Credential, _connection.Target, Cancellation)).Problem!;

        (told.Code, told.Arguments[ProblemText.Variant], told.Arguments["login"]).ShouldBe((ProblemCode.SignInAgain, ProblemText.Application, account.Login));
    }

    /// <summary>Between the two steps of applying.</summary>
    [Fact]
    public async Task A_pending_credential_that_went_with_its_account_takes_over_nothing()
    {
        var subject = await SubjectAsync("pipeline");
        var kept = (await App<ICredentialStore>().KeepPendingAsync(WorkspaceId.Default, subject.Account!.Id, Target, Cancellation)).Value;
        await App<ICloudAccounts>().SignOutAsync(subject.Account.Id, Owner, Cancellation);

        var told = (await App<IConnectionStore>().ReplaceCredentialAsync(_connection with { Credential = kept }, _connection.Credential, [], Cancellation)).Problem!;

        told.Code.ShouldBe(ProblemCode.SignInAgain);
        (await FindAsync()).Credential.ShouldBe(_connection.Credential);
    }

    [Fact]
    public async Task An_organization_is_not_remembered_for_an_account_that_was_removed()
    {
        var account = await AddAsync("pipeline");
        await App<ICloudAccounts>().SignOutAsync(account.Id, Owner, Cancellation);

        await Should.NotThrowAsync(() => App<ICloudAccounts>().RememberAuthorizedAsync(account.Id, Organization, "Pipeline", Cancellation));
    }

    [Fact]
    public async Task An_application_is_shown_by_the_name_that_a_check_has_found_also_when_it_is_entered_again()
    {
        var account = await AddAsync("pipeline");
        account.Name.ShouldBe(account.Login);

        await App<ICloudAccounts>().RememberAuthorizedAsync(account.Id, Organization, "SpaceTech Pipeline", Cancellation);

        foreach (var named in new[] { (await App<ICloudAccounts>().FindAsync(account.Id, Owner, Cancellation))!, await AddAsync("pipeline") })
            (named.Id, named.Name, named.Login).ShouldBe((account.Id, "SpaceTech Pipeline", account.Login));
    }

    private T App<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private async Task<Connection> FindAsync() => (await App<IConnectionStore>().FindAsync(_connection.Workspace, _connection.Id, Cancellation))!;

    private async Task<CloudAccount> AddAsync(string name)
    {
        var cloud = App<AzureDevOpsEmulator.Emulator>().Cloud;
        var client = cloud.Clients.Single(one => one.Name == name);
        var credential = new ApplicationCredential(IdentityKind.Secret, "spacetech.example", client.ClientId, new Secret(client.ClientSecret));
        var id = (await App<IApplicationIdentities>().AddAsync(Owner, credential, Cancellation)).Value;
        return (await App<ICloudAccounts>().FindAsync(id, Owner, Cancellation))!;
    }

    private async Task<CheckSubject> SubjectAsync(string client)
    {
        var account = await AddAsync(client);
        var token = await App<IAccountTokens>().OpenForAsync(account.Id, Organization, Cancellation);
        return CheckSubject.Of(Target, token.Then<Secret>(it => it)) with { Account = account };
    }

    private async Task<DryRunResult> TryAsync(string client) => (await App<CredentialDryRun>().RunAsync(await FindAsync(), await SubjectAsync(client), Cancellation)).Value!;

    private async Task<Connection> ConnectAsync(string client)
    {
        var subject = await SubjectAsync(client);
        await foreach (var repository in App<IRepositoryGateway>().ListRepositoriesAsync(Target, subject.Token!, Cancellation))
        {
            if (repository.Value is { IsDisabled: false, DefaultBranch: { } branch } found)
                return await ProfileAsync(new RepositoryChoice(found.Id, found.Name, found.ProjectId, found.Project, branch), branch, client);
        }

        throw new InvalidOperationException("No repository was found.");
    }

    private async Task<Connection> ProfileAsync(RepositoryChoice repository, string branch, string client)
    {
        var subject = await SubjectAsync(client);
        var facts = (await App<IConnectionCheck>().RunAsync(subject, _ => { }, Cancellation)).Facts!;
        var credential = (await App<ICredentialStore>().KeepPendingAsync(WorkspaceId.Default, subject.Account!.Id, Target, Cancellation)).Value;
        var draft = await App<IDraftStore>().CreateAsync(Owner, ProviderKind.Services, Cancellation);
        var profile = Samples.Profile() with { Repository = repository, Branch = branch };
        await App<IDraftStore>().UpdateAsync(draft.Id, Owner, it => it.Answered(credential, profile, Target) with { Facts = facts, Repository = repository }, Cancellation);
        var created = (await App<IProfileStore>().CreateAsync(draft.Id, Owner, Cancellation)).Value!;
        return (await App<IConnectionStore>().FindAsync(WorkspaceId.Default, created.Connection, Cancellation))!;
    }
}
