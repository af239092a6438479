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

    /// <summary>The person means another reading.</summary>
    [Parameter]
    public EventCallback<ParsedAddress> OtherChosen { get; set; }

    /// <summary>The other notes repeat the sentence above them.</summary>
    private IEnumerable<InputNote> Notes => Pasted.Notes.Where(note => note.Code
        is not (InputNoteCode.VirtualDirectory or InputNoteCode.CollectionFromAddress or InputNoteCode.PathCut or InputNoteCode.QueryCut)
        && (Pasted is ParsedServer || note.Code is InputNoteCode.Unwrapped));

    /// <summary>The reading shown now stays one of the others.</summary>
    private ParsedAddress Swap(ParsedAddress other) =>
        other with { Others = [.. Pasted.Others.Select(one => one == other ? Pasted with { Others = [] } : one)] };

    private string Title(ParsedAddress other) => other switch
    {
        ParsedServer server => Text["Other", server.Address.DisplayUrl, server.Collection ?? Text["NoCollection"]] + Names(server.Project, server.Repository),
        ParsedServices services => Text["Other.Services", services.Organization ?? "dev.azure.com"] + Names(services.Project, services.Repository),
        _ => "",
    };

    private string Names(string? project, string? repository) =>
        (project, repository) is (null, null) ? "" : Text[repository is null ? "Other.Project" : "Other.Repository", project ?? "", repository ?? ""];

    private RenderFragment Preselected(string? project, string? repository) => builder =>
    {
        if ((project ?? repository) is not { } named)
            return;
        builder.OpenElement(0, "p");
        builder.AddContent(1, repository is null ? Text["Project", named] : Text[ServicesChosen.HasDelegate ? "Repository.Preselected" : "Repository", named, repository]);
        builder.CloseElement();
    };
}
