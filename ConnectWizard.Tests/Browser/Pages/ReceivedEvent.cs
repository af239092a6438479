using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConnectWizard.Browser.Pages;

/// <summary>
/// Waits for an address by looking at it until it is there. Playwright's own wait listens for a navigation that begins after it, and misses
/// one that has just happened inside the page.
/// </summary>
internal static class ReceivedEvent
{
    private static readonly PageAssertionsToHaveURLOptions WaitTimeout = new() { Timeout = 15_000 };

    /// <param name="page">The page.</param>
    /// <param name="segment">The step or the folder in the path: <c>review</c>, <c>profiles</c>.</param>
    public static Task ArriveAtAsync(this IPage page, string segment) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex($"/{Regex.Escape(segment)}(/[^/]+)?$", RegexOptions.None, TimeSpan.FromSeconds(1)), WaitTimeout);
}
