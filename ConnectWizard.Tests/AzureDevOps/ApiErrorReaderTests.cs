using System.Text;
using System.Text.Json;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>The wire, row by row: status, headers and body as recorded or documented, and the problem that it is.</summary>
[Trait("Kind", "Time")]
public sealed class ApiErrorReaderTests
{
    private const string Json = "application/json";
    private const string Html = "text/html";
    private const string Text = "text/plain";
    private const string Marks = "ActivityId: 0f8fad5b-d9cb-469f-a165-70867728950e\nX-TFS-ProcessId: 7c9e6679-7425-40de-944b-e07fc1f90ae7";
    private const string Iis = "Server: Microsoft-IIS/10.0";
    private const string Driver = "Server: Microsoft-HTTPAPI/2.0";
    private const string Offers = "WWW-Authenticate: Bearer\nWWW-Authenticate: Basic realm=\"https://tfs.example/tfs\"\nWWW-Authenticate: Negotiate\nWWW-Authenticate: NTLM";
    private const string Anonymous = "X-TFS-ServiceError: TF400813%3A%20Resource%20not%20available%20for%20anonymous%20access.%20Client%20authentication%20required.";
    private const string OldAnonymous = "X-TFS-ServiceError: TF400813%3a+Resource+not+available+for+anonymous+access.+Client+authentication+required.";
    private const string NobodyHeader = "X-TFS-ServiceError: TF400813%3A%20The%20user%20'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'%20is%20not%20authorized%20to%20access%20this%20resource.";
    private const string Expired = "Access Denied: The Personal Access Token used has expired.";

    [Theory]
    [InlineData(200, "", Json, "{}", null)]
    [InlineData(200, Marks, Json, "{}", null)]
    [InlineData(200, Marks + "\n" + Offers, Json, "{}", null)] // a challenge on a success decides nothing
    [InlineData(200, "", Html, "<title>Welcome</title>", ProblemCode.NotAzureDevOps)]
    [InlineData(200, Marks, Html, "<title>Sign In</title>", ProblemCode.SignInPage)]
    [InlineData(200, "", Text, "OK", ProblemCode.NotAzureDevOps)]
    [InlineData(200, Marks, Text, "OK", ProblemCode.UnexpectedAnswer)]
    [InlineData(204, Marks, "", "", ProblemCode.UnexpectedAnswer)]
    [InlineData(203, Marks, Html, "<title>Azure DevOps Services | Sign In</title>", ProblemCode.SignInPage)]
    [InlineData(203, "", Html, "<title>Azure DevOps Services | Sign In</title>", ProblemCode.SignInPage)]
    [InlineData(302, Marks + "\nLocation: https://spsprod.example/_signin?realm=dev.azure.com", Html, "", ProblemCode.SignInPage)]
    [InlineData(302, "Location: https://login.example/_signin", Html, "", ProblemCode.Redirected)]
    [InlineData(301, "Location: https://tfs.example/", Html, "", ProblemCode.Redirected)]
    [InlineData(307, "Location: /elsewhere", "", "", ProblemCode.Redirected)]
    [InlineData(304, "", "", "", ProblemCode.Redirected)]
    [InlineData(401, Marks + "\n" + Offers + "\n" + Anonymous, Html, "<title>TF400813</title>", ProblemCode.TokenRefused)]
    [InlineData(401, Marks + "\n" + Offers + "\n" + OldAnonymous, Html, "", ProblemCode.TokenRefused)]
    [InlineData(401, Marks + "\nWWW-Authenticate: TFS-Federated\n" + NobodyHeader, Html, "", ProblemCode.TokenRefused)]
    [InlineData(401, Marks + "\n" + Offers, Json, """{"typeKey":"AccessCheckException","message":"Access Denied: The Personal Access Token used has expired."}""", ProblemCode.TokenExpired)]
    [InlineData(401, Marks, Html, "<html><title>" + Expired + "</title></html>", ProblemCode.TokenExpired)]
    [InlineData(401, "WWW-Authenticate: Basic realm=\"https://tfsprodweu1.visualstudio.com/\"", "", "", ProblemCode.TokenRefused)] // a scope is missing, or worse
    [InlineData(401, Marks + "\nWWW-Authenticate: TFS-Federated, Bearer", Json, """{"typeKey":"UnauthorizedRequestException","message":"TF400813: The user '1f0f5be5-8a11-6b25-b9ae-b3f4c3a0bb56' is not authorized to access this resource."}""", ProblemCode.NotAMember)]
    [InlineData(401, Marks, Json, """{"typeKey":"UnauthorizedRequestException","message":"TF400813: The user 'AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA' is not authorized to access this resource."}""", ProblemCode.TokenRefused)]
    [InlineData(401, Marks + "\nX-TFS-ServiceError: The%20organization's%20security%20policy%20prohibits%20access%20by%20global%20Personal%20Access%20Token.", Html, "", ProblemCode.TokenGlobal)]
    [InlineData(401, Iis + "\nWWW-Authenticate: Basic realm=\"tfs.example\"", Html, "", ProblemCode.BasicShadowed)]
    [InlineData(401, Marks + "\nWWW-Authenticate: Bearer\nWWW-Authenticate: Basic realm=\"tfs\"\nWWW-Authenticate: NTLM", Html, "", ProblemCode.BasicShadowed)]
    [InlineData(401, Iis + "\nWWW-Authenticate: Negotiate\nWWW-Authenticate: NTLM", Html, "", ProblemCode.WindowsOnly)]
    [InlineData(401, Driver, Html, "Not Authorized", ProblemCode.WebServerAnswered)]
    [InlineData(401, "Server: nginx", Html, "", ProblemCode.NotAzureDevOps)]
    [InlineData(403, Marks, Json, """{"typeKey":"VssServiceException","eventId":3000,"message":"VS403463: The conditional access policy defined by your Azure Active Directory administrator has failed."}""", ProblemCode.ConditionalAccess)]
    [InlineData(403, "", Html, "<title>VS403463: The conditional access policy has failed.</title>", ProblemCode.ConditionalAccess)]
    [InlineData(403, Marks, Json, """{"typeKey":"AccessCheckException","message":"Access Denied: Amara needs the following permission(s) on the resource PublisherSecurity/1 to perform this action: Edit Subscription"}""", ProblemCode.PermissionMissing)]
    [InlineData(403, "", Html, "<title>Blocked</title>", ProblemCode.ProxyAnswered)]
    [InlineData(403, Iis, Html, "<title>403 - Forbidden</title>", ProblemCode.WebServerAnswered)]
    [InlineData(404, Marks, Json, """{"typeKey":"ProjectDoesNotExistWithNameException","message":"TF200016: The following project does not exist: X."}""", ProblemCode.RepositoryUnknown)]
    [InlineData(404, Marks, Json, """{"typeKey":"ProjectDoesNotExistException","message":"VS800075: The project with id 'vstfs:///x' does not exist."}""", ProblemCode.RepositoryUnknown)]
    [InlineData(400, Marks, Json, """{"message":"VS800075: The project with id 'vstfs:///x' does not exist."}""", ProblemCode.RepositoryUnknown)]
    [InlineData(404, Marks, Json, """{"typeKey":"GitRepositoryNotFoundException","message":"TF401019: The Git repository with name or identifier x does not exist."}""", ProblemCode.RepositoryUnknown)]
    [InlineData(404, Marks, Text, "TF401019: The Git repository with name or identifier x does not exist.", ProblemCode.RepositoryUnknown)]
    [InlineData(404, Marks, Json, """{"typeKey":"GitItemNotFoundException","message":"VS403403: Cannot find any branches for the x repository."}""", ProblemCode.RepositoryEmpty)]
    [InlineData(404, Marks, Html, "<title>The resource cannot be found.</title>", ProblemCode.CollectionUnknown)]
    [InlineData(404, Marks, Text, "The controller for path '/x' was not found or does not implement IController.", ProblemCode.UnexpectedAnswer)]
    [InlineData(404, Iis, Html, "<title>404 - File or directory not found.</title>", ProblemCode.NotAzureDevOps)]
    [InlineData(404, Driver, Html, "<title>Not Found</title>", ProblemCode.WebServerAnswered)]
    [InlineData(404, "Server: nginx", Html, "<title>404 Not Found</title>", ProblemCode.NotAzureDevOps)]
    [InlineData(400, Driver, Html, "<title>Bad Request - Invalid Hostname</title>", ProblemCode.WebServerAnswered)]
    [InlineData(400, "Server: nginx", Html, "<title>400 The plain HTTP request was sent to HTTPS port</title>", ProblemCode.NotHttp)]
    [InlineData(400, Marks, Json, """{"typeKey":"VssVersionOutOfRangeException","message":"The requested REST API version of 5.0 is out of range for this server. The latest REST API version this server supports is 4.1."}""", ProblemCode.TeamFoundationServer)]
    [InlineData(400, Marks, Json, """{"typeKey":"VssVersionOutOfRangeException","message":"Die angeforderte REST-API-Version 7.0 liegt außerhalb des gültigen Bereichs. Die neueste unterstützte Version ist 5.1."}""", ProblemCode.VersionTooOld)]
    [InlineData(400, Marks, Json, """{"typeKey":"VssVersionOutOfRangeException","message":"このサーバーがサポートする最新バージョンは4.1です。要求された7.0は範囲外です。"}""", ProblemCode.TeamFoundationServer)]
    [InlineData(400, Marks, Json, """{"typeKey":"VssVersionOutOfRangeException","message":"La versión solicitada 99.0 está fuera de intervalo."}""", ProblemCode.VersionTooOld)]
    [InlineData(400, Marks, Json, """{"typeKey":"VssVersionOutOfRangeException","message":"The requested REST API version of 7.0 is out of range for this server. The latest REST API version this server supports is 5.1."}""", ProblemCode.VersionTooOld)]
    [InlineData(400, Marks, Json, """{"typeKey":"VssInvalidPreviewVersionException","message":"The requested version \"5.0\" of the resource is under preview."}""", ProblemCode.UnexpectedAnswer)]
    [InlineData(405, Iis, Html, "", ProblemCode.NotAzureDevOps)]
    [InlineData(407, "Proxy-Authenticate: Basic realm=\"proxy\"", Html, "", ProblemCode.ProxyAnswered)]
    [InlineData(429, Marks + "\nRetry-After: 30", Json, """{"message":"TF400733: The request has been canceled."}""", ProblemCode.Throttled)]
    [InlineData(503, Marks, Json, """{"message":"TF400733: The request has been canceled."}""", ProblemCode.Throttled)]
    [InlineData(503, "X-TFS-ServiceError: TF24668%3A%20stopped", Json, """{"message":"TF24668: The following team project collection is stopped: X."}""", ProblemCode.CollectionStopped)]
    [InlineData(503, Driver, Html, "<title>Service Unavailable</title>", ProblemCode.WebServerAnswered)]
    [InlineData(503, "Server: awselb/2.0", Html, "<title>503 Service Temporarily Unavailable</title>", ProblemCode.ProxyAnswered)]
    [InlineData(502, "Server: nginx", Html, "<title>502 Bad Gateway</title>", ProblemCode.ProxyAnswered)]
    [InlineData(504, "Via: 1.1 squid", Html, "<title>Gateway Timeout</title>", ProblemCode.ProxyAnswered)]
    [InlineData(500, Marks, Json, """{"typeKey":"Exception","message":"TF400898: An Internal Error Occurred."}""", ProblemCode.ServerError)]
    [InlineData(500, Iis, Html, "<title>500 - Internal server error.</title>", ProblemCode.WebServerAnswered)]
    [InlineData(500, "", Html, "<title>Oops</title>", ProblemCode.ServerError)]
    [InlineData(501, Marks, Json, """{"message":"not implemented"}""", ProblemCode.ServerError)]
    public void An_answer_is_told_by_its_code(int status, string headers, string contentType, string body, ProblemCode? code) =>
        ApiErrorReader.Find(Make(status, headers, contentType, body)).ShouldBe(code);

    [Fact]
    public void The_values_of_a_problem_come_off_the_wire()
    {
        var answer = Make(403, Marks + "\n" + Iis, Json,
            """{"typeKey":"AccessCheckException","message":"Access Denied: Amara needs the following permission(s) on the resource X to perform this action: Edit Subscription."}""");
        var problem = ApiProblemMapper.Find(answer, Request with { Project = "Mission Control", Scope = "Code (Read)" })!;

        problem.Arguments["permission"].ShouldBe("Edit Subscription");
        problem.Arguments["project"].ShouldBe("Mission Control");
        problem.Arguments["scope"].ShouldBe("Code (Read)");
        problem.Arguments["collection"].ShouldBe("Flight Systems");
        problem.Arguments["url"].ShouldBe("https://tfs.example/tfs/Flight%20Systems");
        problem.Arguments["status"].ShouldBe("403");
        problem.Arguments["server"].ShouldBe("Microsoft-IIS/10.0");
        problem.Evidence.ShouldContain(new Evidence("Activity id", "0f8fad5b-d9cb-469f-a165-70867728950e"));
    }

    [Fact]
    public void A_collection_that_stands_in_the_address_too_is_looked_for_as_a_project()
    {
        var answer = Make(404, Marks, Json, """{"message":"TF200016: The following project does not exist: Flight Systems."}""");

        ApiProblemMapper.Find(answer, Request)!.Code.ShouldBe(ProblemCode.CollectionTwice);
    }

    [Fact]
    public void Words_of_a_page_are_one_line_without_tags_and_bounded()
    {
        var answer = Make(500, Marks, Json, $$"""{"message":"<b>Line 1</b>\r\nLine\u0007 2 {{new string('x', 300)}}"}""");

        var message = ApiProblemMapper.Find(answer, Request)!.Arguments["message"];

        message.ShouldStartWith("Line 1 Line 2 xxx");
        message.Length.ShouldBe(200);
    }

    [Theory]
    [InlineData("https://login.example/path?token=abc#x", "https://login.example/path")]
    [InlineData("https://user:word@login.example/path", "https://login.example/path")]
    [InlineData("/elsewhere?x=1", "https://tfs.example/elsewhere")]
    public void A_redirect_s_place_is_shown_without_what_may_be_secret(string location, string shown) =>
        ApiProblemMapper.Find(Make(302, "Location: " + location, Html, ""), Request)!.Arguments["location"].ShouldBe(shown);

    [Theory]
    [InlineData("https://new.example/tfs/Flight%20Systems/_apis/connectionData?x=1", "https://new.example/tfs", null)]
    [InlineData("https://tfs.example/tfs/Flight%20Systems/_apis/connectionData", "https://tfs.example/tfs", "itself")]
    [InlineData("https://login.example/adfs/ls/", "https://login.example/adfs/ls/", "signin")]
    [InlineData("/my.policy", "https://tfs.example/my.policy", "signin")]
    [InlineData("https://tfs.example/my.policy?ref=1", "https://tfs.example/my.policy", "signin")]
    [InlineData("/vdesk/hangup.php3", "https://tfs.example/vdesk/hangup.php3", "signin")]
    [InlineData("/my.logout.php3?errorcode=19", "https://tfs.example/my.logout.php3", "signin")]
    [InlineData("/vpn/index.html", "https://tfs.example/vpn/index.html", "signin")]
    [InlineData("/logon/LogonPoint/tmindex.html", "https://tfs.example/logon/LogonPoint/tmindex.html", "signin")]
    [InlineData("/nf/auth/doAuthentication.do", "https://tfs.example/nf/auth/doAuthentication.do", "signin")]
    [InlineData("/dana-na/auth/url_default/welcome.cgi", "https://tfs.example/dana-na/auth/url_default/welcome.cgi", "signin")]
    [InlineData("/+CSCOE+/logon.html", "https://tfs.example/+CSCOE+/logon.html", "signin")]
    [InlineData("/remote/login?lang=en", "https://tfs.example/remote/login", "signin")]
    [InlineData("/CookieAuth.dll?GetLogon?curl=Z2F", "https://tfs.example/CookieAuth.dll", "signin")]
    [InlineData("/siteminderagent/forms/start.fcc?TARGET=x", "https://tfs.example/siteminderagent/forms/start.fcc", "signin")]
    [InlineData("/pkmslogin.form", "https://tfs.example/pkmslogin.form", "signin")]
    [InlineData("/oam/server/obrareq.cgi?x", "https://tfs.example/oam/server/obrareq.cgi", "signin")]
    [InlineData("https://team.cloudflareaccess.com/cdn-cgi/access/login/tfs.example", "https://team.cloudflareaccess.com/cdn-cgi/access/login/tfs.example", "signin")]
    [InlineData("https://login.microsoftonline.com/common/oauth2/authorize?x", "https://login.microsoftonline.com/common/oauth2/authorize", "signin")]
    [InlineData("https://new.example/login/tfs/Flight%20Systems/_apis/connectionData", "https://new.example/login/tfs", "signin")]
    [InlineData("https://new.example/tfs/", "https://new.example/tfs/", null)]
    [InlineData("http://169.254.169.254/latest", "http://169.254.169.254/latest", "inside")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080/", "inside")]
    [InlineData("http://93.184.215.14/tfs", "http://93.184.215.14/tfs", null)]
    public void A_redirect_is_told_by_where_it_leads(string location, string place, string? variant)
    {
        var problem = ApiProblemMapper.Find(Make(302, "Location: " + location, Html, ""), Request)!;

        problem.Arguments["location"].ShouldBe(place);
        problem.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBe(variant);
    }

    [Theory]
    [InlineData("TF24668: The following team project collection is stopped: X.", ProblemCode.CollectionStopped)]
    [InlineData("TF24668: Die folgende Teamprojektsammlung wurde beendet: X.", ProblemCode.CollectionStopped)]
    [InlineData("エラーTF24668：次のチーム プロジェクト コレクションが停止しています", ProblemCode.CollectionStopped)]
    [InlineData("错误TF24668。团队项目集合已停止", ProblemCode.CollectionStopped)]
    [InlineData("Ошибка TF24668 – коллекция остановлена", ProblemCode.CollectionStopped)]
    [InlineData("VS403463: Die Richtlinie für bedingten Zugriff ist fehlgeschlagen.", ProblemCode.ConditionalAccess)]
    [InlineData("XTF24668: no number of the product's", ProblemCode.ServerError)]
    [InlineData("TF246681234", ProblemCode.ServerError)]
    public void A_number_is_read_in_every_language(string message, ProblemCode code) =>
        ApiErrorReader.Find(Make(503, Marks, Json, JsonSerializer.Serialize(new { message }))).ShouldBe(code);

    /// <summary>A collection may be called like a sign-in page.</summary>
    [Fact]
    public void What_was_asked_for_makes_a_redirect_no_sign_in()
    {
        var request = Request with { Target = new ServerTarget(Request.Target.Address, "Login") };
        var moved = Make(302, "Location: https://new.example/tfs/Login/_apis/connectionData", Html, "");

        ApiProblemMapper.Find(moved, request)!.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBeNull();
    }

    [Theory]
    [InlineData("X-TFS-ServiceError: Zugriff+verweigert%3A+Das+pers%C3%B6nliche+Zugriffstoken+ist+abgelaufen.", Json, "", "Zugriff verweigert: Das persönliche Zugriffstoken ist abgelaufen.")]
    [InlineData("X-TFS-ServiceError: %E3%82%A2%E3%82%AF%E3%82%BB%E3%82%B9%E6%8B%92%E5%90%A6", Html, "<title>401</title>", "アクセス拒否")]
    [InlineData(Marks, Json, """{"typeKey":"AccessCheckException","message":"Acceso denegado: el token ha expirado."}""", "Acceso denegado: el token ha expirado.")]
    [InlineData("X-TFS-ServiceError: VS402000%3A+Le+jeton+n%27est+plus+valide.", Html, "", "VS402000: Le jeton n'est plus valide.")]
    [InlineData("X-TFS-ServiceError: TF400813%3A+Ressource+nicht+verf%C3%BCgbar.", Html, "", null)]
    [InlineData(Marks, Html, "", null)]
    public void A_reason_in_words_that_are_not_known_is_quoted(string headers, string contentType, string body, string? quoted)
    {
        var problem = ApiProblemMapper.Find(Make(401, headers, contentType, body), Request)!;

        problem.Code.ShouldBe(ProblemCode.TokenRefused);
        var cause = ProblemText.For(problem).Cause;
        cause.Contains("does not say which", StringComparison.Ordinal).ShouldBe(quoted is null);
        cause.ShouldContain(quoted ?? "wrong");
    }

    [Theory]
    [InlineData(407, "", "signin")]
    [InlineData(403, "", "blocked")]
    [InlineData(502, "", "gateway")]
    [InlineData(503, Driver, "stopped")]
    [InlineData(404, Driver, "nosite")]
    [InlineData(401, Driver, "signin")]
    [InlineData(503, Iis, null)]
    public void Who_answers_in_the_server_s_place_is_told_by_the_status(int status, string headers, string? variant) =>
        ApiProblemMapper.Find(Make(status, headers, Html, ""), Request)!.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBe(variant);

    [Theory]
    [InlineData("Retry-After: 30", 30)]
    [InlineData("Date: Sat, 21 Nov 2026 10:00:00 GMT\nRetry-After: Sat, 21 Nov 2026 10:02:00 GMT", 120)]
    [InlineData("Date: Sat, 21 Nov 2026 10:00:00 GMT\nRetry-After: Sat, 21 Nov 2026 09:00:00 GMT", 0)]
    [InlineData("", null)]
    public void A_wait_is_understood_in_both_of_its_forms(string headers, int? seconds) =>
        ApiProblemMapper.Find(Make(429, headers, Html, ""), Request)!.RetryAfter.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);

    [Fact]
    public void A_token_that_the_server_sends_back_is_taken_out()
    {
        var token = new Secret("abcdefghijklmnopqrstuvwxyz234567");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + token.Reveal()));
        var answer = Make(500, $"{Marks}\nServer: {token.Reveal()}\nWWW-Authenticate: Basic realm=\"{encoded}\"", Json, $$"""{"message":"got {{token.Reveal()}} {{encoded}}"}""");

        var problem = ApiProblemMapper.Find(answer, Request with { Token = token })!;

        var all = string.Join('\n', problem.Arguments.Values.Concat(problem.Evidence.Select(evidence => evidence.Value)));
        all.ShouldContain("got *** ***");
        all.ShouldNotContain(token.Reveal());
        all.ShouldNotContain(encoded);
    }

    /// <summary>What is no token may be any word, which everything else would lose its letters to.</summary>
    [Fact]
    public void A_token_as_short_as_a_letter_leaves_the_evidence_as_it_is()
    {
        var response = Make(403, Marks, Json, """{"typeKey":"AccessCheckException","message":"Access denied"}""");

        var problem = ApiProblemMapper.Find(response, Request with { Token = new Secret("e") })!;

        problem.Arguments["message"].ShouldBe("Access denied");
        problem.Evidence.ShouldContain(new Evidence("Type", "AccessCheckException"));
    }

    private static AzureDevOpsRequest Request { get; } =
        new(new ServerTarget(new ServerAddress("https", "tfs.example", 443, "/tfs"), "Flight Systems"), "_apis", "connectionData");

    private static ApiResponse Make(int status, string headers, string contentType, string body)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            response.Headers.TryAddWithoutValidation(header.Split(": ", 2)[0], header.Split(": ", 2)[1]).ShouldBeTrue();
        return new ApiResponse(status, response.Headers, contentType, Encoding.UTF8.GetBytes(body));
    }
}
