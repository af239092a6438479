using AzureDevOpsEmulator.Hosting;

namespace AzureDevOpsEmulator.Cloud;

/// <summary>
/// The old form of an organization's addresses, <c>https://{organization}.visualstudio.com[/DefaultCollection]</c>: it is served as if the
/// organization had been named in the path, and its answers have the new form.
/// </summary>
internal static class LegacyAddress
{
    public static void Rewrite(HttpContext context)
    {
        if (context.Site().LegacyOrganization is not { } organization)
            return;

        var inside = context.Request.Path.StartsWithSegments("/DefaultCollection", StringComparison.OrdinalIgnoreCase, out var rest)
            ? rest
            : context.Request.Path;
        context.Request.Path = new PathString("/" + organization).Add(inside);
        context.RootLinksAt(CloudAddresses.For(context.Request).Organizations);
    }
}
