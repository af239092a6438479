using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

public abstract class KeyRingRepositoryTests(StoreProvider provider) : IAsyncLifetime
{
    private readonly StorePlace _place = StorePlace.On(provider);
    private TestStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(_place, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Of_two_nodes_that_miss_a_key_at_once_the_first_ones_is_kept()
    {
        var (first, second) = (Node(), Node());
        var known = first.GetAllElements().Count;
        second.GetAllElements().Count.ShouldBe(known);

        first.StoreElement(XElement.Parse("<key id='first' />"), "key-first");
        second.StoreElement(XElement.Parse("<key id='second' />"), "key-second");

        second.GetAllElements().Select(element => (string?)element.Attribute("id")).Skip(known).ShouldBe(["first"]);
        second.StoreElement(XElement.Parse("<key id='third' />"), "key-third");
        first.GetAllElements().Count.ShouldBe(known + 2);
    }

    [Fact]
    public void What_is_no_key_is_always_kept()
    {
        var (first, second) = (Node(), Node());

        first.StoreElement(XElement.Parse("<revocation />"), "revocation-one");
        second.StoreElement(XElement.Parse("<revocation />"), "revocation-two");

        first.GetAllElements().Count(element => element.Name == "revocation").ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_nobody_wrapped_has_no_effect()
    {
        const string Unwrapped =
            "<key id=\"11111111-2222-3333-4444-555555555555\" version=\"1\"><creationDate>2020-01-01T00:00:00Z</creationDate>"
            + "<activationDate>2020-01-01T00:00:00Z</activationDate><expirationDate>2999-01-01T00:00:00Z</expirationDate></key>";
        var known = Node().GetAllElements().Select(Id).ToList();
        _place.Sql($"INSERT INTO data_protection_keys (name, xml, created_at) VALUES ('key-0', '{Unwrapped}', 0), ('key-00', 'no xml', 0)");

        Node().GetAllElements().Select(Id).ShouldBe(known);
        await using var again = await TestStore.StartAsync(_place, TestContext.Current.CancellationToken);
        var id = await again.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, TestContext.Current.CancellationToken);
        (await _store.Credentials.OpenAsync(id, Samples.Target, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("expirationDate", "2999-01-01T00:00:00Z")]
    [InlineData("id", "11111111-2222-3333-4444-555555555555")]
    public void A_key_whose_id_or_dates_were_changed_does_not_count(string attribute, string value)
    {
        var wrapped = XElement.Parse(_place.Sql("SELECT xml FROM data_protection_keys").ShouldHaveSingleItem());
        ((string?)wrapped.Attribute(attribute)).ShouldNotBeNullOrEmpty();
        wrapped.SetAttributeValue(attribute, value);
        _place.Sql($"UPDATE data_protection_keys SET xml = '{wrapped.ToString(SaveOptions.DisableFormatting)}'");

        Node().GetAllElements().ShouldBeEmpty();
    }

    private static string? Id(XElement element) => (string?)element.Attribute("id");

    private KeyRingRepository Node() => new(
        _store.Services.GetRequiredService<Database>(),
        _store.Services.GetRequiredService<Func<IReadOnlyList<KeyEncryptionKey>>>(),
        TimeProvider.System,
        NullLogger<KeyRingRepository>.Instance);

    public sealed class OnSqlite() : KeyRingRepositoryTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : KeyRingRepositoryTests(StoreProvider.PostgreSql);
}
