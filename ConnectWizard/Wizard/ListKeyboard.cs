using System.Globalization;
using ConnectWizard.Components;

namespace ConnectWizard.Wizard;

/// <summary>The keyboard in a virtualized list (js/repository-list.js).</summary>
/// <param name="script">The page's scripts.</param>
/// <param name="module">The address of the module.</param>
/// <param name="list">The id of the list's element.</param>
internal sealed class ListKeyboard(PageScript script, string module, string list)
{
    /// <summary>Listens to the keys in the list, and in the box with the id <paramref name="search"/>, from which Arrow Down leads to the list.</summary>
    public Task AttachAsync(string search, CancellationToken cancellationToken) => script.CallAsync(module, "attach", [list, search], cancellationToken);

    /// <summary>Scrolls to a row, unless somebody has begun to look around.</summary>
    public Task RevealAsync(int position, CancellationToken cancellationToken) =>
        script.CallAsync(module, "reveal", [list, position.ToString(CultureInfo.InvariantCulture)], cancellationToken);

    /// <summary>The list is removed.</summary>
    public Task DetachAsync() => script.CallAsync(module, "detach", [list], CancellationToken.None);
}
