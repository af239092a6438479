namespace AzureDevOpsEmulator.Entra;

internal static class EntraForm
{
    /// <returns>Null when the body is no form.</returns>
    /// <exception cref="EntraException">The form can't be read: a NUL in it, or more than a form may hold.</exception>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(ct) : null;
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or InvalidDataException)
        {
            throw EntraErrors.MalformedForm().AsException();
        }
    }
}
