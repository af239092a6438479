using Microsoft.Playwright;

namespace ConnectWizard.Browser.Walk;

/// <summary>Is shown every page in every state, once.</summary>
internal interface IVisitor
{
    /// <param name="page">The page, ready in that state.</param>
    /// <param name="state">The state's name: <c>check failed</c>.</param>
    /// <param name="inSight">What a person sees without scrolling at 1280 × 800.</param>
    Task VisitAsync(IPage page, string state, params ILocator[] inSight);
}
