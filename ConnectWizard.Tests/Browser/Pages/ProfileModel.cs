using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace ConnectWizard.Browser.Pages;

/// <summary>The page of a build profile.</summary>
internal sealed class ProfileModel(IPage page)
{
    public ILocator Name => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public async Task OpenTabAsync(string name)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"\\?tab={name.ToLowerInvariant()}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Pushes a commit to the profile's branch in the emulated world.</summary>
    public async Task PushAsync(string message)
    {
        var repository = await page.GetByTestId("profile-demo-repository").GetAttributeAsync("href");
        var branch = await page.GetByTestId("start-branch").InputValueAsync();
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{repository}/push", new { branch, message }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
