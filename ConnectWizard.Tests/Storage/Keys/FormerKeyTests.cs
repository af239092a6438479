using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

/// <summary>A change of the key outside the store: with the former one beside it nothing is lost, and afterwards the former one opens nothing.</summary>
public abstract class FormerKeyTests(StoreProvider provider) : IDisposable
{
    private readonly StorePlace _place = StorePlace.On(provider);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string NewFile => _place.KeyFile + ".new";

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_the_former_key_wrapped_opens_with_the_new_one_and_no_more_with_the_former()
    {
        var token = Samples.Token();
        var id = await KeepAsync(token);

        await using (var changing = await StartAsync(NewFile, _place.KeyFile))
            (await OpenAsync(changing, id)).ShouldBe(token.Reveal());

        await using (var changed = await StartAsync(NewFile))
            (await OpenAsync(changed, id)).ShouldBe(token.Reveal());
        var refused = await Should.ThrowAsync<StartupException>(() => StartAsync(_place.KeyFile));
        refused.Message.ShouldContain("is not the key that the database was used with");
    }

    /// <summary>Nodes change one after the other: each knows the other's key meanwhile.</summary>
    [Fact]
    public async Task A_node_with_the_former_key_reads_what_a_changed_node_wrapped()
    {
        var token = Samples.Token();
        var id = await KeepAsync(token);
        await (await StartAsync(NewFile, _place.KeyFile)).DisposeAsync();

        await using var before = await StartAsync(_place.KeyFile, NewFile);

        (await OpenAsync(before, id)).ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task A_former_key_that_opens_nothing_makes_no_new_one()
    {
        await KeepAsync(Samples.Token());
        var other = _place.KeyFile + ".other";
        await File.WriteAllTextAsync(other, Convert.ToBase64String(new byte[32]), Cancellation);

        await Should.ThrowAsync<StartupException>(() => StartAsync(NewFile, other));

        File.Exists(NewFile).ShouldBeFalse();
    }

    private async Task<CredentialId> KeepAsync(Secret token)
    {
        await using var store = await StartAsync(_place.KeyFile);
        return await store.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);
    }

    private static async Task<string?> OpenAsync(TestStore store, CredentialId id) => (await store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value?.Reveal();

    private Task<TestStore> StartAsync(string keyFile, string? former = null) => TestStore.StartAsync(
        _place, Cancellation, keyFile: keyFile, settings: former is null ? [] : [new("Secrets:Former:0:KeyFile", former)]);

    public sealed class OnSqlite() : FormerKeyTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : FormerKeyTests(StoreProvider.PostgreSql);
}
