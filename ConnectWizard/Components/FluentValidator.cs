using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Components;

/// <summary>
/// The one bridge from FluentValidation to a form's <see cref="EditContext"/>: place it inside the form. A field that has a text is validated when
/// it is left, all of them on submit; then the first one with a message gets the focus. What a check found out about a field is shown beside it, until that field changes.
/// </summary>
/// <typeparam name="TModel">The form's model.</typeparam>
public sealed class FluentValidator<TModel> : InteractiveComponent
    where TModel : class
{
    private static readonly string[] Fields = [.. typeof(TModel).GetProperties().Select(property => property.Name)];

    /// <summary>The fields that have had a text.</summary>
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);

    private EditContext? _context;
    private ValidationMessageStore? _failures;
    private ValidationMessageStore? _messages;
    private bool _isRefused;

    [CascadingParameter]
    public EditContext? EditContext { get; set; }

    /// <summary>The rules. Only synchronous ones.</summary>
    [Parameter, EditorRequired]
    public required IValidator<TModel> Validator { get; set; }

    [Inject]
    public required PageScript Script { get; init; }

    /// <summary>Shows a message of ours at a field, such as what the check found; it goes when the field changes or the form is
    /// submitted.</summary>
    public void Show(string property, string message)
    {
        if (_context is not null)
        {
            _messages!.Add(_context.Field(property), message);
            _context.NotifyValidationStateChanged();
        }
    }

    /// <summary>Takes all messages away, those of a form that was filled from elsewhere.</summary>
    public void Clear()
    {
        _failures?.Clear();
        _messages?.Clear();
        _context?.NotifyValidationStateChanged();
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        Detach();
        return base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (EditContext is null)
            throw new InvalidOperationException($"{nameof(FluentValidator<>)} stands inside an EditForm.");

        if (_context != EditContext)
        {
            Detach();
            _context = EditContext;
            _failures = new ValidationMessageStore(_context);
            _messages = new ValidationMessageStore(_context);
            _context.OnFieldChanged += HandleFieldChanged;
            _context.OnValidationRequested += HandleValidationRequested;
        }

        _filled.UnionWith(Fields.Where(field => !IsEmpty(field)));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isRefused)
            return;

        _isRefused = false;
        await Script.CallAsync(Assets["js/shell.js"], "focusInvalid", [], CancellationToken);
    }

    private TModel Model => (TModel)_context!.Model;

    /// <summary>An empty field that was only passed through isn't judged before the form is submitted.</summary>
    private void HandleFieldChanged(object? sender, FieldChangedEventArgs change)
    {
        var field = change.FieldIdentifier;
        if (!IsEmpty(field.FieldName))
            _filled.Add(field.FieldName);
        if (_filled.Contains(field.FieldName) || _failures![field].Any() || _messages![field].Any())
            Validate(field);
    }

    private bool IsEmpty(string property) => typeof(TModel).GetProperty(property)?.GetValue(Model) is null or "";

    private void Validate(FieldIdentifier field)
    {
        // A rule may look at a second field: what is shown at others is validated again, so that no message outlives its reason.
        var failures = Validator.Validate(Model).Errors
            .ToLookup(failure => failure.PropertyName, failure => failure.ErrorMessage, StringComparer.Ordinal);
        var shown = Fields.Select(_context!.Field).Where(other => _failures![other].Any()).Append(field).Distinct().ToArray();
        foreach (var stale in shown)
        {
            _failures!.Clear(stale);
            _failures.Add(stale, failures[stale.FieldName]);
        }

        _messages!.Clear(field);
        _context.NotifyValidationStateChanged();
    }

    private void HandleValidationRequested(object? sender, ValidationRequestedEventArgs request)
    {
        _failures!.Clear();
        _messages!.Clear();
        foreach (var failure in Validator.Validate(Model).Errors)
            _failures.Add(_context!.Field(failure.PropertyName), failure.ErrorMessage);

        _context!.NotifyValidationStateChanged();
        _isRefused = _context.GetValidationMessages().Any();
        _ = InvokeAsync(StateHasChanged);
    }

    private void Detach()
    {
        if (_context is not null)
        {
            _failures!.Clear();
            _messages!.Clear();
            _context.OnFieldChanged -= HandleFieldChanged;
            _context.OnValidationRequested -= HandleValidationRequested;
        }
    }
}
