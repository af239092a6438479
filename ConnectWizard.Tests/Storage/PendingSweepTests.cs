using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class PendingSweepTests(StoreProvider provider) : StoreContext(provider)
{
    [Fact]
    public async Task A_pending_credential_goes_after_a_day_and_its_draft_stays_without_it()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);

        await SweepAfterAsync(PendingSweep.CredentialLifetime + TimeSpan.FromMinutes(1), "1 pending or former credentials, 0 drafts");

        (await _store.Credentials.OpenAsync(draft.Credential!.Value, Samples.Target, Cancellation)).Value.ShouldBeNull();
        var found = (await _store.Drafts.FindAsync(draft.Id, Samples.Owner, Cancellation)).Value.ShouldNotBeNull();
        found.Credential.ShouldBeNull();
        found.Target.ShouldBe(Samples.Target);
    }

    [Fact]
    public async Task A_draft_goes_thirty_days_after_its_last_change()
    {
        var old = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        _time.Advance(TimeSpan.FromDays(20));
        var young = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);

        await SweepAfterAsync(TimeSpan.FromDays(11), "0 pending or former credentials, 1 drafts");

        (await _store.Drafts.FindAsync(old.Id, Samples.Owner, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.DraftGone);
        (await _store.Drafts.FindAsync(young.Id, Samples.Owner, Cancellation)).Value.ShouldBe(young);
    }

    [Fact]
    public async Task A_connections_credential_and_its_profile_stay_for_good()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);

        await SweepAfterAsync(TimeSpan.FromDays(400), "0 pending or former credentials, 1 drafts");

        var connection = (await _store.Connections.FindAsync(WorkspaceId.Default, profile.Connection, Cancellation)).ShouldNotBeNull();
        (await _store.Credentials.OpenAsync(connection.Credential, connection.Target, Cancellation)).Value.ShouldNotBeNull();
        (await _store.Profiles.FindAsync(WorkspaceId.Default, profile.Id, Cancellation)).ShouldBe(profile);
    }

    [Fact]
    public async Task Two_nodes_that_sweep_at_once_find_everything_once()
    {
        await using var other = await TestStore.StartAsync(_place, Cancellation, _time, _logs);
        await Samples.ReadyDraftAsync(_store, Cancellation);
        var later = new ManualTime();
        later.Advance(PendingSweep.DraftLifetime + TimeSpan.FromMinutes(1));
        Task SweepAsync(TestStore node) => Task.Run(
            () => new PendingSweep(node.Services.GetRequiredService<Database>(), later, node.Services.GetRequiredService<ILogger<PendingSweep>>())
                .SweepAsync(Cancellation),
            Cancellation);

        await Task.WhenAll(SweepAsync(_store), SweepAsync(other), SweepAsync(_store), SweepAsync(other));

        // One may find the credential and another the draft: each kind is a transaction of its own.
        var swept = _logs.Lines.Where(line => line.Contains("Swept", StringComparison.Ordinal)).ToList();
        swept.Count(line => line.Contains("1 pending or former credentials", StringComparison.Ordinal)).ShouldBe(1);
        swept.Count(line => line.Contains("1 drafts", StringComparison.Ordinal)).ShouldBe(1);
    }

    private async Task SweepAfterAsync(TimeSpan wait, string swept)
    {
        var seen = _logs.Next(swept);
        _time.Advance(wait);
        await seen.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    public sealed class OnSqlite() : PendingSweepTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : PendingSweepTests(StoreProvider.PostgreSql);
}
