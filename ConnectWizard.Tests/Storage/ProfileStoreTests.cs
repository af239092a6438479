using ConnectWizard.Audit;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class ProfileStoreTests(StoreProvider provider) : StoreContext(provider)
{
    [Fact]
    public async Task A_draft_becomes_connection_and_profile_and_is_finished()
    {
        var token = Samples.Token();
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation, token);

        var profile = (await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();

        profile.ShouldBe(Samples.Profile() with { Id = profile.Id, Connection = profile.Connection, CreatedAt = profile.CreatedAt });
        (await _store.Profiles.FindAsync(WorkspaceId.Default, profile.Id, Cancellation)).ShouldBe(profile);
        (await _store.Profiles.ListOfConnectionAsync(profile.Connection, Cancellation)).ShouldBe([profile]);
        (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull().Profile.ShouldBe(profile.Id.Value);
        var opened = await _store.Credentials.OpenAsync(draft.Credential!.Value, Samples.Target, Cancellation);
        opened.Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task A_page_of_profiles_is_read_by_its_connections_and_ids_in_its_workspace_alone()
    {
        var other = new WorkspaceId(Guid.NewGuid());
        (await _store.Profiles.CountAsync(WorkspaceId.Default, Cancellation)).ShouldBeEmpty();
        var first = await Samples.FinishAsync(_store, Cancellation, "First");
        var second = await Samples.FinishAsync(_store, Cancellation, "Second");

        (await _store.Profiles.CountAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem().ShouldBe(new ProfileCount { Connection = first.Connection, Count = 2 });
        (await _store.Profiles.ListFirstAsync(WorkspaceId.Default, [first.Connection, ConnectionId.New()], 2, Cancellation)).ShouldBe([first, second]);
        (await _store.Profiles.ListAsync(WorkspaceId.Default, [second.Id, ProfileId.New()], Cancellation)).ShouldBe([second]);
        (await _store.Profiles.ListOfRepositoriesAsync(WorkspaceId.Default, [first.Repository.Id], Cancellation)).ShouldBe([first, second]);
        (await _store.Profiles.CountAsync(other, Cancellation)).ShouldBeEmpty();
        (await _store.Profiles.ListFirstAsync(other, [first.Connection], 2, Cancellation)).ShouldBeEmpty();
        (await _store.Profiles.ListAsync(other, [second.Id], Cancellation)).ShouldBeEmpty();
        (await _store.Profiles.ListOfRepositoriesAsync(other, [first.Repository.Id], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_profiles_of_each_of_many_connections_are_those_that_people_count_first()
    {
        BuildProfile[] one = [await FinishAsync("Nightly 10", "1"), await FinishAsync("nightly 2", "1"), await FinishAsync("Nightly 1", "1")];
        BuildProfile[] other = [await FinishAsync("Z", "2"), await FinishAsync("Älter", "2")];
        ConnectionId[] many = [one[0].Connection, .. Enumerable.Range(0, 1000).Select(_ => ConnectionId.New()), other[0].Connection];

        var first = await _store.Profiles.ListFirstAsync(WorkspaceId.Default, many, 2, Cancellation);

        first.Where(profile => profile.Connection == one[0].Connection).ShouldBe([one[2], one[1]]);
        first.Where(profile => profile.Connection == other[0].Connection).ShouldBe([other[1], other[0]]);
        first.Count.ShouldBe(4);
        (await _store.Profiles.ListOfConnectionAsync(one[0].Connection, Cancellation)).ShouldBe([one[2], one[1], one[0]]);
        (await _store.Profiles.ListFirstAsync(WorkspaceId.Default, [], 2, Cancellation)).ShouldBeEmpty();

        Task<BuildProfile> FinishAsync(string name, string account) => Samples.FinishAsync(_store, Cancellation, name, account);
    }

    [Fact]
    public async Task Pressing_twenty_times_at_once_makes_one_of_each()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);

        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation),
            Cancellation)));

        created.Select(result => result.Value).Distinct().ShouldHaveSingleItem();
        (await _store.Profiles.ListAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem();
        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem();
        _place.Sql("SELECT id FROM credentials").ShouldHaveSingleItem();
        foreach (var line in new[] { "ConnectionCreated: ", "ProfileCreated: " })
            _logs.Lines.Where(logged => logged.Contains(line, StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("by browser owner-on");
    }

    [Fact]
    public async Task The_same_server_collection_and_account_uses_the_connection_that_exists_with_the_newer_credential()
    {
        var first = await Samples.FinishAsync(_store, Cancellation, "First");
        var token = Samples.Token();
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation, token, "Second");
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Server = it.Server with { Name = "Another name" } }, Cancellation);

        var second = await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        second.Value.ShouldNotBeNull().Connection.ShouldBe(first.Connection);
        var connection = (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem();
        connection.Name.ShouldBe("Werk 1");
        connection.Credential.ShouldBe(draft.Credential!.Value);
        _place.Sql("SELECT id FROM credentials").ShouldHaveSingleItem();
        (await _store.Credentials.OpenAsync(connection.Credential, connection.Target, Cancellation)).Value!.Reveal().ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task The_audit_trail_has_what_a_connection_that_exists_was_given()
    {
        var first = await Samples.FinishAsync(_store, Cancellation, "First");
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation, profile: "Second");
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.WithTokenEnd(new DateOnly(2027, 3, 1)), Cancellation);
        await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        var entries = await _store.Services.GetRequiredService<IAuditStore>().ListAsync(WorkspaceId.Default, new AuditFilter(first.Connection), 10, Cancellation);
        entries.Select(entry => $"{entry.Action} {entry.Detail}").Reverse().Skip(2).ShouldBe(
            ["CredentialReplaced Ada Łovelace → Ada Łovelace", "CredentialExpiryChanged no known end → 2027-03-01", "ProfileCreated Flüge planen"]);
    }

    [Fact]
    public async Task Another_account_on_the_same_collection_is_another_connection()
    {
        await Samples.FinishAsync(_store, Cancellation);
        await Samples.FinishAsync(_store, Cancellation, account: "other");

        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Twins_from_two_drafts_at_once_share_one_connection()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Samples.FinishAsync(_store, Cancellation), Cancellation)));

        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem();
        (await _store.Profiles.ListAsync(WorkspaceId.Default, Cancellation)).Count.ShouldBe(8);
        _place.Sql("SELECT pending FROM credentials").ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_draft_without_its_credential_asks_for_it_and_stores_nothing()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        await _store.Credentials.ForgetPendingAsync(draft.Credential!.Value, Cancellation);

        var created = await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        created.Problem!.Code.ShouldBe(ProblemCode.CredentialNeeded);
        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_tab_s_check_with_another_account_is_stored_whole_or_not_at_all()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        var token = Samples.Token();
        var credential = await _store.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it.WithCheck(credential, Samples.Facts("other")), Cancellation);
        (await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation)).Succeeded.ShouldBeFalse();

        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Repository = draft.Repository, Review = draft.Review }, Cancellation);
        await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        var connection = (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldHaveSingleItem();
        connection.Facts.AccountId.ShouldBe("other");
        (await _store.Credentials.OpenAsync(connection.Credential, connection.Target, Cancellation)).Value!.Reveal().ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task A_credential_of_another_target_is_not_taken()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Target = Samples.Target with { Collection = "Other" } }, Cancellation);

        var created = await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        created.Problem!.Code.ShouldBe(ProblemCode.CredentialNeeded);
    }

    [Fact]
    public async Task Another_browser_cannot_finish_the_draft()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);

        var created = await _store.Profiles.CreateAsync(draft.Id, Samples.OtherOwner, Cancellation);

        created.Problem!.Code.ShouldBe(ProblemCode.DraftForeign);
    }

    [Fact]
    public async Task A_failure_in_the_last_statement_leaves_nothing_behind()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        _place.Break("profiles");

        await Should.ThrowAsync<System.Data.Common.DbException>(() => _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation));

        (await _store.Connections.ListAsync(WorkspaceId.Default, Cancellation)).ShouldBeEmpty();
        (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull().Credential.ShouldBe(draft.Credential);
        _place.Sql("SELECT pending FROM credentials").ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_profile_of_another_workspace_is_not_found()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);

        (await _store.Profiles.FindAsync(new WorkspaceId(Guid.NewGuid()), profile.Id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Names_are_listed_in_one_order_by_both_databases()
    {
        string[] names = ["beta", "Zeta", "Ähre", "alpha 2", "alpha-1", "_"];
        foreach (var name in names)
            await Samples.FinishAsync(_store, Cancellation, name);

        var profiles = await _store.Profiles.ListAsync(WorkspaceId.Default, Cancellation);

        profiles.Select(profile => profile.Name).ShouldBe(["_", "Ähre", "alpha 2", "alpha-1", "beta", "Zeta"]);
    }

    public sealed class OnSqlite() : ProfileStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : ProfileStoreTests(StoreProvider.PostgreSql);
}
