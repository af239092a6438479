namespace AzureDevOpsEmulator.Hosting;

/// <summary>The headers of every response.</summary>
internal static class ServiceHeaders
{
    private const string PrivacyPolicy =
        "CP=\"CAO DSP COR ADMa DEV CONo TELo CUR PSA PSD TAI IVDo OUR SAMi BUS DEM NAV STA UNI COM INT PHY ONL FIN PUR LOC CNT\"";

    private static readonly string ProcessId = Guid.NewGuid().ToString();

    public static void Add(HttpContext context)
    {
        var activity = Guid.NewGuid().ToString();
        var session = context.Request.Headers["X-TFS-Session"].ToString();
        var headers = context.Response.Headers;
        if (context.Links().Cloud is null)
            AddServerHeaders(headers);
        else
            AddCloudHeaders(headers, context.RequestServices.GetRequiredService<TimeProvider>());

        headers["ActivityId"] = activity;
        headers["X-TFS-Session"] = Guid.TryParse(session, out var known) ? known.ToString() : activity;
        headers["X-VSS-E2EID"] = activity;
        headers["X-TFS-ProcessId"] = ProcessId;
        headers["X-VSS-SenderDeploymentId"] = context.Site().Content.InstanceId.ToString();
        headers["X-FRAME-OPTIONS"] = "SAMEORIGIN";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers.Pragma = "no-cache";
        headers.Expires = "-1";
        headers["P3P"] = PrivacyPolicy;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }

    private static void AddServerHeaders(IHeaderDictionary headers)
    {
        headers.Server = "Microsoft-IIS/10.0";
        headers.XPoweredBy = "ASP.NET";
    }

    /// <summary>The front door of the service adds headers.</summary>
    private static void AddCloudHeaders(IHeaderDictionary headers, TimeProvider time)
    {
        headers["Request-Context"] = "appId=cid-v1:2c1a6f0e-7b3d-4e58-9a41-d60f8b5c3e17";
        headers["X-Cache"] = "CONFIG_NOCACHE";
        headers["X-MSEdge-Ref"] = $"Ref A: {Guid.NewGuid().ToString("N").ToUpperInvariant()} Ref B: FRA31EDGE0415 Ref C: {time.GetUtcNow():s}Z";
    }

    public static void AddIdentity(HttpContext context, Person person, Guid host) =>
        context.Response.Headers["X-VSS-UserData"] = $"{person.IdentityIn(host)}:{person.Account}";
}
