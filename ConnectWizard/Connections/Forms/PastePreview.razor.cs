using ConnectWizard.Connections.Addresses;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Connections.Forms;

public sealed partial class PastePreview
{
    [Parameter]
    [EditorRequired]
    public required ParsedAddress Pasted { get; set; }

    [Parameter]
    public EventCallback<ParsedServices> ServicesChosen { get; set; }

    /// <summary>The person means the other reading.</summary>
    [Parameter]
    public EventCallback<ParsedServer> OtherChosen { get; set; }

    /// <summary>The other notes repeat the sentence above them.</summary>
    private IEnumerable<InputNote> Notes => Pasted.Notes.Where(note => note.Code
        is not (InputNoteCode.VirtualDirectory or InputNoteCode.CollectionFromAddress or InputNoteCode.PathCut or InputNoteCode.QueryCut)
        && (Pasted is ParsedServer || note.Code is InputNoteCode.Unwrapped));

    private RenderFragment Preselected(string? project, string? repository) => builder =>
    {
        if ((project ?? repository) is not { } named)
            return;
        builder.OpenElement(0, "p");
        builder.AddContent(1, repository is null ? Text["Project", named] : Text["Repository", named, repository]);
        builder.CloseElement();
    };
}
