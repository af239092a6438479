using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>Which secrets deliveries may carry while Azure DevOps is told new ones, and does not always answer.</summary>
public abstract class HookSecretsTests(StoreProvider provider) : StoreContext(provider)
{
    private readonly Dictionary<string, Secret> _secrets = [];
    private IHookStore _hooks = null!;
    private HookId _hook;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _hooks = _store.Services.GetRequiredService<IHookStore>();
        var profile = await Samples.FinishAsync(_store, Cancellation);
        _hook = (await _hooks.PlanAsync(profile.Connection, Cancellation))[0].Id;
        await SendAsync("first");
        await _hooks.ProvisionedAsync(_hook, Guid.NewGuid(), Cancellation);
    }

    [Fact]
    public async Task After_failed_changes_the_secret_that_is_still_sent_counts_as_each_one_since_does()
    {
        await SendAsync("second");
        await SendAsync("third");

        (await ListAcceptedAsync()).ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task A_confirmed_secret_drops_the_older_ones_after_an_hour_or_with_the_next_change()
    {
        await SendAsync("second");
        await SendAsync("third");
        await _hooks.ProvisionedAsync(_hook, Guid.NewGuid(), Cancellation);
        _time.Advance(HookStore.OlderSecretLifetime - TimeSpan.FromSeconds(1));
        (await ListAcceptedAsync()).ShouldBe(["first", "second", "third"]);

        _time.Advance(TimeSpan.FromSeconds(1));
        (await ListAcceptedAsync()).ShouldBe(["third"]);
        await SendAsync("fourth");
        (await ListAcceptedAsync()).ShouldBe(["third", "fourth"]);
    }

    [Fact]
    public async Task Of_many_failed_changes_the_newest_count_and_the_confirmed_one()
    {
        foreach (var name in (string[])["second", "third", "fourth", "fifth", "sixth", "seventh"])
            await SendAsync(name);

        (await ListAcceptedAsync()).ShouldBe(["first", "fourth", "fifth", "sixth", "seventh"]);
    }

    private Task SendAsync(string name)
    {
        _secrets[name] = HookSecret.New();
        return _hooks.ExpectSecretAsync(_hook, HookSecret.HashOf(_secrets[name]), Cancellation);
    }

    private async Task<IEnumerable<string>> ListAcceptedAsync()
    {
        var hook = (await _hooks.FindForDeliveryAsync(_hook, Cancellation))!;
        return _secrets.Where(secret => hook.Accepts(secret.Value.Reveal())).Select(secret => secret.Key);
    }

    public sealed class OnSqlite() : HookSecretsTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : HookSecretsTests(StoreProvider.PostgreSql);
}
