using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class DraftStoreTests(StoreProvider provider) : StoreContext(provider)
{
    [Fact]
    public async Task A_new_draft_is_found_by_its_owner_as_it_was_returned()
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        var found = await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation);

        found.Value.ShouldBe(draft);
        draft.CreatedAt.ShouldBe(_time.GetUtcNow());
        draft.Provider.ShouldBe(ProviderKind.Server);
    }

    [Fact]
    public async Task A_browser_that_begins_without_end_keeps_its_newest_drafts_alone()
    {
        var first = await Samples.ReadyDraftAsync(_store, Cancellation);
        var others = await _store.Drafts.CreateAsync(Samples.OtherOwner, ProviderKind.Server, Cancellation);
        for (var begun = 0; begun < DraftStore.MaxUnfinished; begun++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        }

        (await _store.Drafts.ListUnfinishedAsync(Samples.Owner, Cancellation)).Count.ShouldBe(DraftStore.MaxUnfinished);
        (await _store.Drafts.FindAsync(first.Id, Samples.Owner, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftGone);
        (await _store.Credentials.OpenAsync(first.Credential!.Value, Samples.Target, Cancellation)).Value.ShouldBeNull();
        (await _store.Drafts.FindAsync(others.Id, Samples.OtherOwner, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_very_many_browsers_the_drafts_go_that_were_left_alone_for_longest()
    {
        var mine = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        // Not so old that the sweep takes them.
        var yesterday = (mine.UpdatedAt - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();
        _place.Sql($"""
            INSERT INTO drafts (id, workspace_id, owner, document, created_at, updated_at)
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {DraftStore.MaxUnfinishedOfAll - 1})
            SELECT 'draft-' || n, '{mine.Workspace.Value:D}', 'browser-' || n, '', {yesterday} + n, {yesterday} + n FROM numbers
            """);

        var last = await _store.Drafts.CreateAsync(Samples.OtherOwner, ProviderKind.Server, Cancellation);

        _place.Sql("SELECT COUNT(*) FROM drafts").ShouldBe([$"{DraftStore.MaxUnfinishedOfAll}"]);
        _place.Sql("SELECT MIN(updated_at) FROM drafts").ShouldBe([$"{yesterday + 2}"]);
        foreach (var (id, owner) in new[] { (mine.Id, Samples.Owner), (last.Id, Samples.OtherOwner) })
            (await _store.Drafts.FindAsync(id, owner, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_answer_survives()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        var answers = new ServerAnswers { Name = "Werk 1", Url = "https://azure", Collection = "C", PastedProject = "P", PastedRepository = "R" };
        var review = new ReviewAnswers("Nightly", "main", TriggerPush: true, TriggerPullRequest: true);

        await _store.Drafts.UpdateAsync(
            draft.Id, Samples.Owner, it => it with { Server = answers, Repository = Samples.Repository, Review = review }, Cancellation);

        var found = (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        found.Facts.ShouldNotBeNull().Warnings.ShouldBe([ProblemCode.VersionNewer]);
        (found with { Facts = draft.Facts }).ShouldBe(draft with { Server = answers, Repository = Samples.Repository, Review = review });
    }

    [Fact]
    public async Task Another_browser_is_told_that_the_draft_is_foreign_and_can_neither_change_nor_drop_it()
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        (await _store.Drafts.FindAsync(draft.Id, Samples.OtherOwner, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftForeign);
        (await _store.Drafts.UpdateAsync(draft.Id, Samples.OtherOwner, it => it with { CheckAccepted = true }, Cancellation))
            .Problem!.Code.ShouldBe(ProblemCode.DraftForeign);
        await _store.Drafts.DropAsync(draft.Id, Samples.OtherOwner, Cancellation);

        (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldBe(draft);
    }

    [Fact]
    public async Task A_draft_that_is_not_there_is_gone()
    {
        (await _store.Drafts.FindAsync(DraftId.New(), Samples.Owner, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftGone);
        (await _store.Drafts.UpdateAsync(DraftId.New(), Samples.Owner, it => it, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftGone);
    }

    [Fact]
    public async Task Two_tabs_that_answer_different_questions_at_once_keep_both_answers()
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        Task Update(Func<ConnectionDraft, ConnectionDraft> change) =>
            Task.Run(() => _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, change, Cancellation), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => new[]
        {
            Update(it => it with { Server = it.Server with { Name = it.Server.Name + "n" } }),
            Update(it => it with { Server = it.Server with { Url = it.Server.Url + "u" } }),
        }));

        var found = (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        found.Server.Name.ShouldBe(new string('n', 20));
        found.Server.Url.ShouldBe(new string('u', 20));
    }

    [Fact]
    public async Task Two_nodes_that_answer_at_once_keep_both_answers()
    {
        await using var other = await TestStore.StartAsync(_place, Cancellation, _time);
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        Task ApiResponse(TestStore node) => Task.Run(
            () => node.Drafts.UpdateAsync(
                draft.Id, Samples.Owner, it => it with { Server = it.Server with { Name = it.Server.Name + "n" } }, Cancellation),
            Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => new[] { ApiResponse(_store), ApiResponse(other) }));

        var found = (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        found.Server.Name.ShouldBe(new string('n', 40));
    }

    [Fact]
    public async Task A_change_cannot_give_the_draft_another_owner_or_finish_it()
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        var updated = await _store.Drafts.UpdateAsync(
            draft.Id, Samples.Owner, it => it with { Id = DraftId.New(), Owner = Samples.OtherOwner, Profile = Guid.NewGuid() }, Cancellation);

        updated.Value.ShouldBe(draft);
    }

    [Fact]
    public async Task A_change_that_throws_changes_nothing()
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        await Should.ThrowAsync<InvalidOperationException>(() =>
            _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, _ => throw new InvalidOperationException(), Cancellation));

        (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldBe(draft);
    }

    [Fact]
    public async Task A_credential_that_is_replaced_is_forgotten()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        var newer = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);

        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Credential = newer }, Cancellation);

        (await _store.Credentials.OpenAsync(draft.Credential!.Value, Samples.Target, Cancellation)).Value.ShouldBeNull();
        (await _store.Credentials.OpenAsync(newer, Samples.Target, Cancellation)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_credential_that_was_forgotten_meanwhile_is_not_named()
    {
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        var updated = await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Credential = CredentialId.New() }, Cancellation);

        updated.Value.ShouldNotBeNull().Credential.ShouldBeNull();
    }

    [Fact]
    public async Task A_finished_draft_is_not_changed_and_what_was_kept_for_it_meanwhile_is_forgotten()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);
        var finished = (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        var newer = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);

        var updated = await _store.Drafts.UpdateAsync(
            draft.Id, Samples.Owner, it => it with { Credential = newer, CheckAccepted = false, Server = new ServerAnswers { Name = "Another" } }, Cancellation);

        updated.Value.ShouldNotBeNull().Profile.ShouldBe(finished.Profile);
        var stored = (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        (stored with { Facts = finished.Facts }).ShouldBe(finished);
        _place.Sql("SELECT COUNT(*) FROM credentials WHERE pending = 1").ShouldBe(["0"]);
    }

    [Fact]
    public async Task Dropping_takes_the_pending_credential_along()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);

        await _store.Drafts.DropAsync(draft.Id, Samples.Owner, Cancellation);

        (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftGone);
        _place.Sql("SELECT id FROM credentials").ShouldBeEmpty();
    }

    [Fact]
    public async Task Unfinished_drafts_are_listed_newest_first_and_only_the_owners()
    {
        var first = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Services, Cancellation);
        await _store.Drafts.CreateAsync(Samples.OtherOwner, ProviderKind.Server, Cancellation);
        await Samples.FinishAsync(_store, Cancellation);

        (await _store.Drafts.ListUnfinishedAsync(Samples.Owner, Cancellation)).ShouldBe([second, first]);
    }

    public sealed class OnSqlite() : DraftStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : DraftStoreTests(StoreProvider.PostgreSql);
}
