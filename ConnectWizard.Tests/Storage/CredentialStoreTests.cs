using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class CredentialStoreTests(StoreProvider provider) : StoreContext(provider)
{
    [Fact]
    public async Task A_credential_opens_for_its_target_alone()
    {
        var token = Samples.Token();
        var id = await _store.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);
        var address = Samples.Target.Address;

        (await _store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
        foreach (var other in new[]
        {
            Samples.Target with { Collection = "Other" },
            Samples.Target with { Address = address with { VirtualDirectory = "" } },
            Samples.Target with { Address = address with { Port = 443 } },
            Samples.Target with { Address = address with { Scheme = "http" } },
            Samples.Target with { Address = address with { Host = "evil.example" } },
        })
        {
            (await _store.Credentials.OpenAsync(id, other, Cancellation)).Value.ShouldBeNull(other.Binding);
        }
    }

    [Fact]
    public async Task A_blob_that_is_moved_to_another_row_opens_nothing()
    {
        var victim = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        var own = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        _place.Sql($"UPDATE credentials SET protected = (SELECT protected FROM credentials WHERE id = '{victim.Value:D}') WHERE id = '{own.Value:D}'");

        (await _store.Credentials.OpenAsync(own, Samples.Target, Cancellation)).Value.ShouldBeNull();

        _logs.Lines.ShouldContain(line => line.Contains(own.Value.ToString("D"), StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_binding_that_is_changed_in_the_database_opens_nothing()
    {
        var id = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        var evil = Samples.Target with { Address = Samples.Target.Address with { Host = "evil.example" } };
        _place.Sql($"UPDATE credentials SET binding = '{evil.Binding}'");

        (await _store.Credentials.OpenAsync(id, evil, Cancellation)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_forgotten_credential_is_gone()
    {
        var id = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);

        await _store.Credentials.ForgetPendingAsync(id, Cancellation);

        (await _store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldBeNull();
    }

    public sealed class OnSqlite() : CredentialStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : CredentialStoreTests(StoreProvider.PostgreSql);
}
