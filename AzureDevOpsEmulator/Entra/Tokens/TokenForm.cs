namespace AzureDevOpsEmulator.Entra.Tokens;

/// <summary>The body of a request for tokens.</summary>
internal sealed class TokenForm(IFormCollection? form)
{
    public string? this[string name] => form is not null && form.TryGetValue(name, out var found) && found is [{ Length: > 0 } only] ? only : null;

    /// <exception cref="EntraException">It is not there.</exception>
    public string Required(string name) => this[name] ?? throw EntraErrors.Missing(name).AsException();

    public static async Task<TokenForm> ReadAsync(HttpRequest request, CancellationToken ct) =>
        new(request.HasFormContentType ? await request.ReadFormAsync(ct) : null);
}
