using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Wizard;

/// <summary>Finds elements by the ids that the product promises.</summary>
internal static class Elements
{
    public static IElement Part<T>(this IRenderedComponent<T> component, string testId)
        where T : IComponent => component.Find($"[data-testid={testId}]");

    /// <summary>Clicks what a selector finds at that moment: between finding and clicking nothing is rendered.</summary>
    public static Task ClickAsync<T>(this IRenderedComponent<T> component, string selector)
        where T : IComponent => component.InvokeAsync(() => component.Find(selector).ClickAsync());

    public static Task TypeAsync<T>(this IRenderedComponent<T> component, string testId, string text)
        where T : IComponent => component.InvokeAsync(() => component.Part(testId).InputAsync(text));

    /// <summary>Leaves a field with another value.</summary>
    public static Task ChangeAsync<T>(this IRenderedComponent<T> component, string testId, object value)
        where T : IComponent => component.InvokeAsync(() => component.Part(testId).ChangeAsync(value));

    public static Task SubmitAsync<T>(this IRenderedComponent<T> component)
        where T : IComponent => component.InvokeAsync(() => component.Find("form").SubmitAsync());

    public static bool Has<T>(this IRenderedComponent<T> component, string testId)
        where T : IComponent => component.FindAll($"[data-testid={testId}]").Count > 0;

    public static string TextOf<T>(this IRenderedComponent<T> component, string testId)
        where T : IComponent => component.Part(testId).TextContent.Trim();
}
