using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
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

    private KeyRingRepository Node() => new(_store.Services.GetRequiredService<Database>(), TimeProvider.System);

    public sealed class OnSqlite() : KeyRingRepositoryTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : KeyRingRepositoryTests(StoreProvider.PostgreSql);
}
