using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>
/// <c>PUT /_emulator/cloud/…</c> on a loopback name: changes the cloud from another process. Pages of other sites can't send a PUT, because
/// their browser asks first and gets no permission.
/// </summary>
internal sealed class CloudControlEndpoint(CloudState state)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly EmulatedCloud _cloud = new(state, new Uri("http://127.0.0.1"));

    public static bool Handles(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/_emulator/cloud", StringComparison.OrdinalIgnoreCase)
        && SiteMap.IsLoopback(context.Request.Host.Host);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            context.Response.StatusCode = await ChangeAsync(context.Request, context.RequestAborted)
                ? StatusCodes.Status204NoContent
                : StatusCodes.Status404NotFound;
        }
        catch (Exception refused) when (refused is ArgumentException or JsonException)
        {
            await WireJson.WriteAsync(context, StatusCodes.Status400BadRequest, new { message = refused.Message });
        }
    }

    private async Task<bool> ChangeAsync(HttpRequest request, CancellationToken ct)
    {
        var path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..];
        if (!HttpMethods.IsPut(request.Method))
            return false;

        switch (path)
        {
            case ["settings"]:
                Apply(await ReadAsync<SettingsBody>(request, ct));
                return true;
            case ["people", var person]:
                Apply(person, await ReadAsync<PersonSettings>(request, ct));
                return true;
            case ["organizations", var organization]:
                _cloud.SetOrganizationState(organization, (await ReadAsync<OrganizationSettings>(request, ct)).State);
                return true;
            case ["redirect-uris"]:
                _cloud.RegisterRedirectUri((await ReadAsync<RedirectSettings>(request, ct)).Uri);
                return true;
            default:
                return false;
        }
    }

    private void Apply(SettingsBody settings)
    {
        if (settings.AccessTokenLifetimeSeconds is { } seconds)
            _cloud.Settings.AccessTokenLifetime = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
        if (settings.StrictRotation is { } isStrict)
            _cloud.Settings.StrictRotation = isStrict;
        if (settings.ManagedIdentity is { } hasIdentity)
            _cloud.Settings.HasManagedIdentity = hasIdentity;
        if (settings.GlobalTokens is { } areAccepted)
            _cloud.Settings.AcceptsGlobalTokens = areAccepted;
    }

    private void Apply(string person, PersonSettings settings)
    {
        if (settings.ConditionalAccess is { } isOn)
            _cloud.SetConditionalAccess(person, isOn);
        if (settings.RevokeRefreshTokens)
            _cloud.RevokeRefreshTokens(person);
        if (settings.ForgetConsents)
            _cloud.ForgetConsents(person);
    }

    private static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken ct) =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, Format, ct) ?? throw new JsonException("The body is null.");

    private sealed record SettingsBody(double? AccessTokenLifetimeSeconds, bool? StrictRotation, bool? ManagedIdentity, bool? GlobalTokens);

    private sealed record PersonSettings(bool? ConditionalAccess, bool RevokeRefreshTokens, bool ForgetConsents);

    private sealed record OrganizationSettings([property: JsonRequired] OrganizationState State);

    private sealed record RedirectSettings([property: JsonRequired] string Uri);
}
