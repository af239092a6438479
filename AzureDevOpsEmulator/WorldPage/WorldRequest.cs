using System.Text.Json;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>What a POST wants: its fields come from a form, or from a flat object in JSON.</summary>
internal sealed record WorldRequest(IReadOnlyDictionary<string, string> Fields, bool IsForm)
{
    public string? this[string name] => Fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="InvalidOperationException">The field is not there.</exception>
    public string Required(string name) => this[name] ?? throw new InvalidOperationException($"The field '{name}' is missing.");

    /// <exception cref="InvalidOperationException">The field is not there, or no number.</exception>
    public int Number(string name) => int.TryParse(Required(name), System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidOperationException($"The field '{name}' is not a number.");

    /// <exception cref="InvalidOperationException">The body is neither a form nor an object in JSON.</exception>
    public static async Task<WorldRequest> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return new WorldRequest(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase), IsForm: true);
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var fields = json.RootElement.EnumerateObject()
                .ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            return new WorldRequest(fields, IsForm: false);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException("The body is no object in JSON: " + malformed.Message, malformed);
        }
    }
}
