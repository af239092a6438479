namespace ConnectWizard.Access;

/// <summary>Answers HEAD as GET without a body, wherever GET is answered: monitors and mail servers ask so, and routes of pages know GET and POST.</summary>
internal static class HeadRequests
{
    /// <summary>With routing behind it, which would otherwise come before all.</summary>
    public static void UseHeadRequests(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
                (context.Request.Method, context.Response.Body) = (HttpMethods.Get, Stream.Null);
            return next(context);
        });
        app.UseRouting();
    }
}
