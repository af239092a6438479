# Builds ConnectWizard from a clone: docker build --tag connectwizard .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish ConnectWizard -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir --mode=0700 /data /key && chown "$APP_UID" /data /key
USER $APP_UID
# The store and the key that opens it: keep the two volumes apart.
VOLUME ["/data", "/key"]
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS= \
    Store__ConnectionString="Data Source=/data/connectwizard.db" \
    Secrets__KeyFile=/key/key \
    Listen__People=http://*:5080 \
    Listen__Public=http://*:5081 \
    Access__AllowAnonymous=true
EXPOSE 5080 5081
ENTRYPOINT ["dotnet", "ConnectWizard.dll"]
