using System.Text.RegularExpressions;
using Microsoft.Playwright;

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
}
