namespace AzureDevOpsEmulator.Entra;

/// <summary>The accounts that are signed in in a browser, by a cookie.</summary>
internal sealed class BrowserSessions(EntraStore store, TimeProvider time)
{
    private const string Cookie = "ESTSAUTHPERSISTENT";

    public IReadOnlyList<CloudPerson> SignedIn(HttpContext context) =>
        Find(context) is { } session ? [.. session.People.Select(CloudPeople.Find).OfType<CloudPerson>()] : [];

    public void SignIn(HttpContext context, CloudPerson person)
    {
        var people = SignedIn(context).Select(known => known.Name).Append(person.Name).Distinct(StringComparer.Ordinal).ToList();
        var old = Find(context)?.Hash;
        var value = OpaqueToken.Create("1.", 48);
        store.Change(records =>
        {
            records.Sessions.RemoveAll(session => session.Hash == old);
            records.Sessions.Add(new SessionRecord(OpaqueToken.Hash(value), people, time.GetUtcNow()));
        });
        context.Response.Cookies.Append(Cookie, value, Options(context));
    }

    public void SignOut(HttpContext context)
    {
        var hash = Find(context)?.Hash;
        store.Change(records => records.Sessions.RemoveAll(session => session.Hash == hash));
        context.Response.Cookies.Delete(Cookie, Options(context));
    }

    private SessionRecord? Find(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } value)
            return null;

        var hash = OpaqueToken.Hash(value);
        return store.Read(records => records.Sessions.Find(session => session.Hash == hash));
    }

    /// <summary>Over plain HTTP a browser rejects a secure cookie; over HTTPS, applications redirect here from other sites.</summary>
    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = context.Request.IsHttps ? SameSiteMode.None : SameSiteMode.Lax,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        MaxAge = TimeSpan.FromDays(90),
    };
}
