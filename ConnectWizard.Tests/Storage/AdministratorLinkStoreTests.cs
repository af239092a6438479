using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public sealed class AdministratorLinkStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly StoreFolder _folder = new();
    private TestStore _store = null!;
    private IAdministratorLinkStore _links = null!;
    private BuildProfile _profile = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_folder, Cancellation);
        _links = _store.Services.GetRequiredService<IAdministratorLinkStore>();
        _profile = await Samples.FinishAsync(_store, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_link_is_found_by_its_hash_and_as_its_profile_s_newest()
    {
        var link = await AddAsync("first");
        (await _links.FindAsync(link.Hash, Cancellation)).ShouldBe(link);
        (await _links.FindNewestAsync(_profile.Id, Cancellation)).ShouldBe(link);
        (await _links.FindAsync("another", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_new_link_revokes_the_one_before()
    {
        await AddAsync("first");
        var second = await AddAsync("second", Now.AddMinutes(1));
        (await _links.FindAsync("first", Cancellation))!.StatusAt(Now).ShouldBe(LinkStatus.Revoked);
        (await _links.FindNewestAsync(_profile.Id, Cancellation)).ShouldBe(second);
    }

    [Fact]
    public async Task Of_links_made_at_once_one_stays_open()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => AddAsync($"link {number}")));
        _folder.Sql("SELECT COUNT(*) FROM administrator_links WHERE revoked_at IS NULL").ShouldBe(["1"]);
    }

    [Fact]
    public async Task Tries_are_counted_and_end_with_the_last()
    {
        var link = await AddAsync("first");
        var tries = await Task.WhenAll(Enumerable.Range(0, AdministratorLinks.MaxAttempts + 5).Select(_ => _links.TryAsync(link.Id, Now, Cancellation)));
        tries.Count(isTried => isTried).ShouldBe(AdministratorLinks.MaxAttempts);
        (await _links.FindAsync("first", Cancellation))!.StatusAt(Now).ShouldBe(LinkStatus.Exhausted);
    }

    [Fact]
    public async Task What_has_ended_is_not_tried()
    {
        var link = await AddAsync("first");
        (await _links.TryAsync(link.Id, link.ExpiresAt, Cancellation)).ShouldBeFalse();
        await _links.RevokeAsync(_profile.Id, Now, Cancellation);
        (await _links.TryAsync(link.Id, Now, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_first_who_used_it_stays_written_down_and_it_is_not_revoked_afterwards()
    {
        var link = await AddAsync("first");
        await _links.UseAsync(link.Id, "Ada", Now, Cancellation);
        await _links.UseAsync(link.Id, "Eve", Now.AddDays(1), Cancellation);
        await _links.RevokeAsync(_profile.Id, Now, Cancellation);
        var used = (await _links.FindAsync("first", Cancellation)).ShouldNotBeNull();
        (used.UsedBy, used.UsedAt, used.RevokedAt, used.StatusAt(link.ExpiresAt)).ShouldBe(("Ada", Now, null, LinkStatus.Used));
        (await _links.TryAsync(link.Id, Now, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_goes_with_its_profile()
    {
        await AddAsync("first");
        await _store.Connections.DeleteAsync(_profile.Workspace, _profile.Connection, Cancellation);
        (await _links.FindAsync("first", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public void The_database_itself_refuses_a_second_open_link() => Should.Throw<SqliteException>(() =>
    {
        foreach (var id in (string[])["a", "b"])
            _folder.Sql($"INSERT INTO administrator_links VALUES ('{id}', 'w', '{_profile.Id}', '{id}', 0, 0, 0, NULL, NULL, NULL)");
    });

    private async Task<StoredLink> AddAsync(string hash, DateTimeOffset? at = null)
    {
        var link = new StoredLink
        {
            Id = Guid.CreateVersion7(),
            Workspace = _profile.Workspace,
            Profile = _profile.Id,
            Hash = hash,
            CreatedAt = at ?? Now,
            ExpiresAt = (at ?? Now) + AdministratorLinks.Lifetime,
        };
        await _links.AddAsync(link, Cancellation);
        return link;
    }
}
