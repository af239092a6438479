using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>What a connection had before its last replacement: kept for a day, put back, forgotten.</summary>
public abstract class FormerCredentialTests(StoreProvider provider) : StoreContext(provider)
{
    private static ServerTarget Elsewhere => new(Samples.Target.Address with { Host = "devops.spacetech.example" }, "Moved");

    [Fact]
    public async Task A_replacement_is_undone_with_credential_account_target_and_profiles()
    {
        var before = await ConnectAsync();
        var replaced = await ReplaceAsync(before, account: "another", target: Elsewhere, repository: "Renamed");
        var profile = (await _store.Profiles.ListOfConnectionAsync(replaced.Workspace, replaced.Id, Cancellation)).ShouldHaveSingleItem();
        (profile.Repository.Name, profile.CloneUrl.AbsoluteUri).ShouldBe(("Renamed", "https://devops.spacetech.example:8443/tfs/Moved/Bahn/_git/Renamed"));
        (await FindFormerAsync(before))!.Credential.ShouldBe(before.Credential);

        var undone = (await UndoAsync(replaced)).Value.ShouldNotBeNull();

        (undone.Credential, undone.Target, undone.Facts.AccountId, undone.Health).ShouldBe((before.Credential, before.Target, before.Facts.AccountId, ConnectionHealth.Unknown));
        (await _store.Connections.FindAsync(before.Workspace, before.Id, Cancellation))!.Credential.ShouldBe(before.Credential);
        (await _store.Connections.FindExistingAsync(before.Workspace, before.Target, before.Facts.AccountId, Cancellation))!.Id.ShouldBe(before.Id);
        (await OpenAsync(undone)).Succeeded.ShouldBeTrue();
        (await OpenAsync(replaced)).Succeeded.ShouldBeFalse();
        (await _store.Profiles.FindAsync(profile.Workspace, profile.Id, Cancellation))!.CloneUrl.Host.ShouldBe(before.Target.Address.Host);
        (await FindFormerAsync(before)).ShouldBeNull();
        (await UndoAsync(undone)).Problem!.Code.ShouldBe(ProblemCode.ConnectionChanged);
    }

    [Fact]
    public async Task Of_two_replacements_the_one_before_the_last_is_kept()
    {
        var first = await ConnectAsync();
        var second = await ReplaceAsync(first);
        var third = await ReplaceAsync(second);

        (await FindFormerAsync(first))!.Credential.ShouldBe(second.Credential);
        (await OpenAsync(first)).Succeeded.ShouldBeFalse();
        (await UndoAsync(second)).Problem!.Code.ShouldBe(ProblemCode.ConnectionChanged);
        (await _store.Connections.FindAsync(third.Workspace, third.Id, Cancellation))!.Credential.ShouldBe(third.Credential);
    }

    [Theory]
    [InlineData(ProblemCode.TokenExpired, ConnectionHealth.Failed, false)]
    [InlineData(ProblemCode.TokenRefused, ConnectionHealth.Failed, false)]
    [InlineData(ProblemCode.SignInAgain, ConnectionHealth.Failed, false)]
    [InlineData(ProblemCode.TimedOut, ConnectionHealth.Failed, true)]
    [InlineData(ProblemCode.VersionNewer, ConnectionHealth.Warning, true)]
    public async Task What_was_refused_is_not_kept(ProblemCode problem, ConnectionHealth health, bool isKept)
    {
        var before = await ConnectAsync();
        await _store.Connections.RecordCheckAsync(before.Workspace, before.Id, health, problem, null, Cancellation);

        await ReplaceAsync(before);

        (await FindFormerAsync(before) is not null).ShouldBe(isKept);
        (await OpenAsync(before)).Succeeded.ShouldBe(isKept);
    }

    [Fact]
    public async Task After_a_day_it_is_gone_and_nothing_is_undone()
    {
        var before = await ConnectAsync();
        var replaced = await ReplaceAsync(before);
        var sweep = new PendingSweep(_store.Services.GetRequiredService<Database>(), _time, NullLogger<PendingSweep>.Instance);

        _time.Advance(FormerCredentials.Lifetime - TimeSpan.FromMinutes(1));
        await sweep.SweepAsync(Cancellation);
        (await FindFormerAsync(before)).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromMinutes(1));
        (await UndoAsync(replaced)).Problem!.Code.ShouldBe(ProblemCode.ConnectionChanged);
        await sweep.SweepAsync(Cancellation);

        (await OpenAsync(before)).Succeeded.ShouldBeFalse();
        (await OpenAsync(replaced)).Succeeded.ShouldBeTrue();
        _place.Rows("former_credentials").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_forgotten_when_asked_to_in_its_own_workspace_only()
    {
        var before = await ConnectAsync();
        await ReplaceAsync(before);

        await _store.Connections.ForgetFormerAsync(new WorkspaceId(Guid.NewGuid()), before.Id, Cancellation);
        (await OpenAsync(before)).Succeeded.ShouldBeTrue();
        await _store.Connections.ForgetFormerAsync(before.Workspace, before.Id, Cancellation);

        (await OpenAsync(before)).Succeeded.ShouldBeFalse();
        (await FindFormerAsync(before)).ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_another_connection_has_by_now_is_not_put_back()
    {
        var before = await ConnectAsync();
        var replaced = await ReplaceAsync(before, account: "another");
        await ConnectAsync();

        (await UndoAsync(replaced)).Problem!.Code.ShouldBe(ProblemCode.ConnectionExists);

        (await _store.Connections.FindAsync(replaced.Workspace, replaced.Id, Cancellation))!.Credential.ShouldBe(replaced.Credential);
        (await FindFormerAsync(before)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Connecting_another_repository_by_the_same_account_forgets_it()
    {
        var before = await ConnectAsync();
        await ReplaceAsync(before);

        await Samples.FinishAsync(_store, Cancellation, "Second");

        (await FindFormerAsync(before)).ShouldBeNull();
        (await OpenAsync(before)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_the_former_account_out_forgets_it_and_the_connection_goes_on()
    {
        var before = await ConnectAsync();
        var person = new SignedInPerson(WorkspaceId.Default, Samples.Owner, new CloudProfile("ada", "Ada Łovelace", null), "ada@spacetech.example", null);
        var grant = new TokenGrant(new EntraAccessToken(Samples.Token().Reveal()), Samples.Token(), _time.GetUtcNow(), _time.GetUtcNow());
        var account = await _store.AccountTokens.SaveAsync(person, grant, Cancellation);
        _place.Sql($"UPDATE credentials SET account_id = '{account}', protected = '' WHERE id = '{before.Credential.Value}'");
        var replaced = await ReplaceAsync(before);

        var receipt = (await _store.Accounts.SignOutAsync(account, Samples.Owner, Cancellation)).ShouldNotBeNull();

        receipt.Connections.ShouldBeEmpty();
        (await FindFormerAsync(before)).ShouldBeNull();
        _place.Rows("accounts").ShouldBeEmpty();
        (await OpenAsync(replaced)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Webhooks_are_checked_again_with_what_takes_over()
    {
        var before = await ConnectAsync();
        await _store.Services.GetRequiredService<ServiceHooks.IHookStore>().PlanAsync(before.Id, Cancellation);
        _place.Sql("UPDATE hooks SET tried_at = 1");

        var replaced = await ReplaceAsync(before);
        _place.Sql("SELECT id FROM hooks WHERE tried_at IS NOT NULL").ShouldBeEmpty();
        _place.Sql("UPDATE hooks SET tried_at = 1");
        await UndoAsync(replaced);
        _place.Sql("SELECT id FROM hooks WHERE tried_at IS NOT NULL").ShouldBeEmpty();
    }

    private async Task<Connection> ConnectAsync()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        return (await _store.Connections.FindAsync(profile.Workspace, profile.Connection, Cancellation))!;
    }

    private async Task<Connection> ReplaceAsync(Connection connection, string account = "6c0a", ServerTarget? target = null, string? repository = null)
    {
        var at = target ?? connection.Target;
        var changed = connection with { Credential = await _store.Credentials.KeepPendingAsync(Samples.Token(), at, Cancellation), Target = at, Facts = Samples.Facts(account) };
        RepositoryChoice[] found = repository is null ? [] : [Samples.Repository with { Name = repository }];
        return (await _store.Connections.ReplaceCredentialAsync(changed, connection.Credential, found, Cancellation)).Value!;
    }

    private Task<Result<Connection>> UndoAsync(Connection shown) => _store.Connections.UndoReplacementAsync(shown.Workspace, shown.Id, shown.Credential, Cancellation);

    private Task<FormerCredential?> FindFormerAsync(Connection connection) => _store.Connections.FindFormerAsync(connection.Workspace, connection.Id, Cancellation);

    private Task<Result<Secret>> OpenAsync(Connection connection) => _store.Credentials.OpenAsync(connection.Credential, connection.Target, Cancellation);

    public sealed class OnSqlite() : FormerCredentialTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : FormerCredentialTests(StoreProvider.PostgreSql);
}
