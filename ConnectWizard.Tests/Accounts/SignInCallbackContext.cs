using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A sign-in that is followed to the address it comes back to, and to its end.</summary>
public abstract class SignInCallbackContext : IAsyncLifetime
{
    private protected SignInWorld _world = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await SignInWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<string> EndOfAsync(Uri back)
    {
        var end = await _world.Browser.RedirectOfAsync(back);
        end.Authority.ShouldBe(_world.App.Client.BaseAddress!.Authority);
        return end.PathAndQuery;
    }

    private protected async Task<string> ReadAsync(string path)
    {
        using var page = await _world.Browser.GetAsync(_world.At(path));
        return await page.Content.ReadAsStringAsync(Cancellation);
    }
}
