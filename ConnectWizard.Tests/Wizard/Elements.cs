using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Wizard;

/// <summary>Finds elements by the ids that the product promises.</summary>
internal static class Elements
{
    public static IElement Part<T>(this IRenderedComponent<T> component, string testId)
        where T : IComponent => component.Find($"[data-testid={testId}]");

    public static bool Has<T>(this IRenderedComponent<T> component, string testId)
        where T : IComponent => component.FindAll($"[data-testid={testId}]").Count > 0;

    public static string TextOf<T>(this IRenderedComponent<T> component, string testId)
        where T : IComponent => component.Part(testId).TextContent.Trim();
}
