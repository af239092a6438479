namespace AzureDevOpsEmulator.Versions;

/// <summary>
/// A resource of the REST API as the service describes it in its table of locations (<c>OPTIONS _apis</c>). Ids, templates and
/// resource versions are those of the real service.
/// </summary>
/// <param name="Since">The first version of the API that had it.</param>
/// <param name="PreviewOnly">It has never been released: each call must carry the preview flag.</param>
internal sealed record ApiResource(
    Guid Id, string Area, string Name, string Template, int ResourceVersion, Version Since, bool PreviewOnly = false)
{
    public Version ReleasedIn(ServerProduct product) => PreviewOnly ? new Version(0, 0) : product.Released;
}
