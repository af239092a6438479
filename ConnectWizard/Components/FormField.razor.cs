using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Components;

/// <summary>
/// An input of the caller's, a sentence of help, and the field's message. The input has the same id and points to help and message by
/// <see cref="DescribedBy"/>.
/// </summary>
public sealed partial class FormField : IDisposable
{
    private string _message = "";
    private EditContext? _context;

    /// <summary>The input's id.</summary>
    [Parameter]
    [EditorRequired]
    public required string Id { get; set; }

    /// <summary>The field's name in the page: the message is <c>field-error-{name}</c>.</summary>
    [Parameter]
    [EditorRequired]
    public required string Name { get; set; }

    /// <summary>The model's property, whose messages are shown.</summary>
    [Parameter]
    [EditorRequired]
    public required string Property { get; set; }

    [Parameter]
    public RenderFragment? Help { get; set; }

    /// <summary>As of <see cref="InputField.Paused"/>.</summary>
    [Parameter]
    public EventCallback<string> Paused { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [CascadingParameter]
    public EditContext? EditContext { get; set; }

    /// <summary>What an input with this id is described by.</summary>
    public static string DescribedBy(string id) => $"{id}-help {id}-error";

    public void Dispose() => Detach();

    protected override void OnParametersSet()
    {
        if (_context != EditContext)
        {
            Detach();
            _context = EditContext;
            if (_context is not null)
                _context.OnValidationStateChanged += OnValidationStateChanged;
        }

        Read();
    }

    private void Detach()
    {
        if (_context is not null)
            _context.OnValidationStateChanged -= OnValidationStateChanged;
    }

    private void OnValidationStateChanged(object? sender, ValidationStateChangedEventArgs e)
    {
        var before = _message;
        Read();
        if (before != _message)
            StateHasChanged();
    }

    private void Read() => _message = _context is null ? "" : string.Join(' ', _context.GetValidationMessages(_context.Field(Property)));
}
