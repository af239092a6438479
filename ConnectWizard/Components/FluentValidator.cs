using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Components;

/// <summary>
/// The one bridge from FluentValidation to a form's <see cref="EditContext"/>: place it inside the form. A field is validated when it is
/// left, all of them on submit. What the server said about a field is shown by the same messages, until that field changes.
/// </summary>
/// <typeparam name="TModel">The form's model.</typeparam>
public sealed class FluentValidator<TModel> : ComponentBase, IDisposable
    where TModel : class
{
    private static readonly string[] Fields = [.. typeof(TModel).GetProperties().Select(property => property.Name)];

    private EditContext? _context;
    private ValidationMessageStore? _broken;
    private ValidationMessageStore? _told;

    [CascadingParameter]
    public EditContext? EditContext { get; set; }

    /// <summary>The rules. Only synchronous ones: a form is judged without asking anybody.</summary>
    [Parameter, EditorRequired]
    public required IValidator<TModel> Validator { get; set; }

    /// <summary>Validates one field and shows the result: for one that was left without a change.</summary>
    /// <param name="property">The model's property.</param>
    public void ValidateField(string property)
    {
        if (_context is not null)
            Validate(_context.Field(property));
    }

    /// <summary>Shows a message of ours at a field, such as what the check found; it goes when the field changes or the form is
    /// submitted.</summary>
    public void Show(string property, string message)
    {
        if (_context is not null)
        {
            _told!.Add(_context.Field(property), message);
            _context.NotifyValidationStateChanged();
        }
    }

    /// <summary>Takes all messages away, those of a form that was filled from elsewhere.</summary>
    public void Clear()
    {
        _broken?.Clear();
        _told?.Clear();
        _context?.NotifyValidationStateChanged();
    }

    /// <inheritdoc />
    public void Dispose() => Detach();

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (EditContext is null)
            throw new InvalidOperationException($"{nameof(FluentValidator<>)} stands inside an EditForm.");

        if (_context != EditContext)
        {
            Detach();
            _context = EditContext;
            _broken = new ValidationMessageStore(_context);
            _told = new ValidationMessageStore(_context);
            _context.OnFieldChanged += HandleFieldChanged;
            _context.OnValidationRequested += HandleValidationRequested;
        }
    }

    private TModel Model => (TModel)_context!.Model;

    private void HandleFieldChanged(object? sender, FieldChangedEventArgs change) => Validate(change.FieldIdentifier);

    private void Validate(FieldIdentifier field)
    {
        // A rule may look at a second field: what is shown at others is judged again, so that no message outlives its reason.
        var failures = Validator.Validate(Model).Errors
            .ToLookup(failure => failure.PropertyName, failure => failure.ErrorMessage, StringComparer.Ordinal);
        var shown = Fields.Select(_context!.Field).Where(other => _broken![other].Any()).Append(field).Distinct().ToArray();
        foreach (var stale in shown)
        {
            _broken!.Clear(stale);
            _broken.Add(stale, failures[stale.FieldName]);
        }

        _told!.Clear(field);
        _context.NotifyValidationStateChanged();
    }

    private void HandleValidationRequested(object? sender, ValidationRequestedEventArgs request)
    {
        _broken!.Clear();
        _told!.Clear();
        foreach (var failure in Validator.Validate(Model).Errors)
            _broken.Add(_context!.Field(failure.PropertyName), failure.ErrorMessage);

        _context!.NotifyValidationStateChanged();
    }

    private void Detach()
    {
        if (_context is not null)
        {
            _broken!.Clear();
            _told!.Clear();
            _context.OnFieldChanged -= HandleFieldChanged;
            _context.OnValidationRequested -= HandleValidationRequested;
        }
    }
}
